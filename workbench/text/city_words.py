"""The words beside a capital that tell the city from the government, as patterns.

A `*` in the lists stands for any ending.
"""

import re


def _any(listed: str) -> str:
    """Return the pattern of any of the words of a list."""
    words = (re.escape(word).replace(r"\*", r"\w*") for word in listed.split())
    return f"(?:{'|'.join(words)})"


#: Nouns after the name of a city, which may also be their owner.
PLACE_NOUN = _any("""
    airport airfield airbase apartment avenue basin bazaar bazaars bureau campus center centre
    city college compound conference consulate corridor county declaration district document
    embassy embassies forum garrison gate headquarters highway home hospital hotel house hub
    institute jail market markets mayor metro mosque municipal* museum neighborhood*
    neighbourhood* newspaper office old outskirts police post prison province provinces provincial
    quarterly resident residents river road school square street streets suburb suburbs summit
    times treaty university universities valley zoo
""")
#: What is named after the city in which it was held.
TALKS = _any("accord accords agreement agreements deal meeting meetings negotiations process talks")
#: What may stand between a city and such a noun.
KIND_OF_PLACE = _any(
    "central diplomatic green international local main military old peace state u.s. us"
)
PLACED = _any("area based born bound educated trained wide")
#: What a government has done, behind a hyphen.
BACKED = _any("""
    aligned allied appointed approved backed brokered controlled dominated friendly funded held
    imposed installed led mediated proposed run sponsored supported
""")
#: What a government has, or who is part of it.
RULERS = _any("""
    administration* authorit* diplomat diplomats elite elites envoy envoys establishment
    government* leader leaders leadership minister ministers official officials policymaker*
    regime regimes relations ruler rulers ties
""")
#: What a government does and a city does not.
DEED = _any("""
    accept* accus* admit* agree agreed agrees aim aimed aims allow* announc* appear* approv* argu*
    ask asked asking asks assert* assum* backed backs banned bans believ* blam* call called
    calling calls claim* complain* concede* conclud* condemn* consider* continu* court courted
    courts deal deals dealt decid* declar* declin* demand* denied denies deny denying deplor*
    engag* exert* expect* explor* express* fail failed failing fails fear* feel feels felt gave
    give gives granted grants hope hoped hopes hoping insist* intend* invit* issued issues keen
    know knows lack lacks like likes look looked looking looks made maintain* make makes move
    moved moves need needed needs negotiat* offer* oppos* pledg* prefer* pressed presses promis*
    propos* pursu* push pushed pushes recognis* recogniz* refus* regard* reject* reluctant replied
    replies reply request* resist* respond* said saw say saying says see seek* seem* sees send
    sends sent shared shares signed signs sought struggl* suggest* supported supports suspect*
    take takes think* thought threaten* told took tried tries trust* try trying unwilling urg*
    view viewed views vow* want wanted wants warn* welcom* willing wish* withdr* work works
    worried worries worry
""")
#: What may stand between a government and what it does.
HELPING = _any("""
    also always are be been being can cannot could did do does even had has have in is itself may
    might must never not now only reportedly should soon still themselves then to turn turn, was
    were will would again
""")
MONTH = _any("""
    january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec jan. feb. mar. apr. aug. sept. oct. nov. dec.
""")
#: Prepositions and verbs that are followed by a place whatever stands before them.
PLACING = _any("""
    above across around at besieg* bombed bombing captur* enter entered entering enters evacuat*
    inside into leaving left near outside reached reaches reaching seized seizing through
    throughout via visit visited visiting visits within
""")
#: Prepositions and conjunctions that are followed by someone.
MINDED = _any("about against among because but by like than that unlike while with")
#: What may stand between a preposition and a city.
PART_OF_CITY = _any(
    "center central centre downtown east eastern greater nearby north northern old south southern "
    "the west western"
)
#: What before a preposition makes it mean the other thing than it usually does.
UNUSUAL = {
    "in": _any("belie* confidence disappoint* faith interest* result* trust*"),
    "to": _any("""
        acceptable accord* address* aid answer* apolog* appeal* assist* assur* attractive beholden
        close closer commit* complain* concession* deliver* demand* gave give given grant*
        guarantee* harm help hostil* important incentiv* invitation* lend* letter* listen* loyal*
        message* note objection* offer* oppos* overture* pledg* promis* propos* protest* react*
        reassur* replied reply request* respon* sell* sold signal* speak* spoke submit* support*
        talk* thank* threat* ties ultimatum* unacceptable up use* warn* welcome word
    """),
    "from": _any("""
        aid answer* apolog* appeal* approval assist* assur* backing clear* commit* concession*
        condemn* cooperation critici* demand* denial* distanc* guarantee* help independen*
        instructions invitation* message* objection* offer* order orders overture* permission
        pledg* pressur* promis* proposal* protest* reaction* reassur* recognition request* respon*
        signal* statement* support* threat* want* warning* word
    """),
    "of": _any("""
        airport bombing* capital captur* center centre cities city collapse conquest control
        district districts east* evacuation fall gate gates kilomet* km liberation market markets
        mayor miles neighborhood* neighbourhood* north* out outskirts part parts people province
        resident residents sack seizure siege south* street streets suburb suburbs takeover
        university west*
    """),
    "on": _any("advanc* assault* attack* bombing* march* raid* rocket rockets strike strikes"),
    "toward": _any("advanc* driv* drove fled flee* head* march* moved moving travel*"),
    "between": _any("distance flew flight flights highway* railway* road* route* travel*"),
    "for": _any("bound depart* head* leav* left"),
    "over": _any("airspace drone drones flew fly* flight flights plane planes skies sky"),
}
#: With these prepositions a capital is usually the city, with the others the government.
USUALLY_CITY = frozenset({"in", "to", "from"})
#: Of what stands before these only the nearest word tells.
NEAREST = frozenset({"of", "for"})
