"""The capitals of the world, whose names often stand for a government."""

from workbench.text.fold import fold

_CAPITALS = """
Abidjan, Abu Dhabi, Abuja, Accra, Addis Ababa, Algiers, Amman, Amsterdam, Andorra la Vella, Ankara,
Antananarivo, Apia, Ashgabat, Ashkhabad, Asmara, Astana, Asunción, Athens, Baghdad, Baku, Bamako,
Bandar Seri Begawan, Bangkok, Bangui, Banjul, Basseterre, Beijing, Beirut, Belgrade, Belmopan,
Berlin, Bern, Berne, Bishkek, Bissau, Bogotá, Brasília, Bratislava, Brazzaville, Bridgetown,
Brussels, Bucharest, Budapest, Buenos Aires, Bujumbura, Cairo, Canberra, Caracas, Castries,
Chisinau, Colombo, Conakry, Copenhagen, Cotonou, Dakar, Damascus, Dar es Salaam, Delhi, Dhaka,
Dili, Djibouti City, Dodoma, Doha, Dublin, Dushanbe, Freetown, Funafuti, Gaborone, Georgetown,
Gitega, Guatemala City, Hanoi, Harare, Havana, Helsinki, Honiara, Islamabad, Jakarta, Jerusalem,
Juba, Kabul, Kampala, Kathmandu, Khartoum, Kiev, Kigali, Kingston, Kingstown, Kinshasa,
Kuala Lumpur, Kuwait City, Kyiv, La Paz, Libreville, Lilongwe, Lima, Lisbon, Ljubljana, Lomé,
London, Luanda, Lusaka, Luxembourg City, Madrid, Majuro, Malabo, Malé, Managua, Manama, Manila,
Maputo, Maseru, Mbabane, Mexico City, Minsk, Mogadishu, Monrovia, Montevideo, Moroni, Moscow,
Muscat, N'Djamena, Nairobi, Nassau, Naypyidaw, New Delhi, Niamey, Nicosia, Nouakchott, Nuku'alofa,
Nur-Sultan, Oslo, Ottawa, Ouagadougou, Palikir, Panama City, Paramaribo, Paris, Peking,
Phnom Penh, Podgorica, Port Louis, Port Moresby, Port of Spain, Port Vila, Port-au-Prince,
Porto-Novo, Prague, Praia, Pretoria, Pristina, Pyongyang, Quito, Rabat, Ramallah, Rangoon,
Reykjavik, Riga, Riyadh, Rome, Roseau, San José, San Marino, San Salvador, Sana'a, Sanaa, Santiago,
Santo Domingo, São Tomé, Sarajevo, Seoul, Singapore, Skopje, Sofia, St George's, St John's,
Stockholm, Sucre, Suva, Taipei, Tallinn, Tarawa, Tashkent, Tbilisi, Tegucigalpa, Tehran, Teheran,
Tel Aviv, Thimphu, Tirana, Tokyo, Tripoli, Tunis, Ulaanbaatar, Vaduz, Valletta, Victoria, Vienna,
Vientiane, Vilnius, Warsaw, Washington, Wellington, Windhoek, Yamoussoukro, Yangon, Yaoundé,
Yerevan, Zagreb
"""
_FOLDED = frozenset(fold(name).text.strip() for name in _CAPITALS.split(","))


def is_capital(name: str) -> bool:
    """Whether a name is that of a capital, however its case, accents and dashes are written."""
    return fold(name).text.strip() in _FOLDED
