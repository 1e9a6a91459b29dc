"""The statements that made an empty project of each former version, as they were then."""

VERSION_1 = (
    'CREATE TABLE "project" ("id" INTEGER PRIMARY KEY, "title" TEXT NOT NULL DEFAULT \'\''
    ", \"created_at\" TEXT NOT NULL DEFAULT '', \"template\" TEXT NOT NULL DEFAULT '') STRICT",
    'CREATE TABLE "coder" ("id" INTEGER PRIMARY KEY, "name" TEXT NOT NULL DEFAULT \'\') STRICT',
    'CREATE TABLE "content" ("sha256" TEXT PRIMARY KEY NOT NULL, "data" ANY NOT NULL) STRICT',
    'CREATE TABLE "document" ("id" INTEGER PRIMARY KEY, "name" TEXT NOT NULL DEFAULT \'\''
    ', "title" TEXT NOT NULL DEFAULT \'\', "text" TEXT REFERENCES content (sha256) NOT NULL'
    ', "styles" TEXT REFERENCES content (sha256)'
    ', "original" TEXT REFERENCES content (sha256), "length" INTEGER NOT NULL'
    ", \"media_type\" TEXT NOT NULL DEFAULT '', \"author\" TEXT NOT NULL DEFAULT ''"
    ", \"publisher\" TEXT NOT NULL DEFAULT '', \"published_on\" TEXT NOT NULL DEFAULT ''"
    ", \"url\" TEXT NOT NULL DEFAULT '', \"reliability\" TEXT NOT NULL DEFAULT ''"
    ", \"language\" TEXT NOT NULL DEFAULT '', \"note\" TEXT NOT NULL DEFAULT ''"
    ', "position" INTEGER NOT NULL DEFAULT 0, "added_at" TEXT NOT NULL DEFAULT \'\''
    ", CHECK (length > 0), CHECK (\"reliability\" IN ('', 'A', 'B', 'C', 'D', 'E'"
    ", 'F'))) STRICT",
    'CREATE TABLE "reading" ("id" INTEGER PRIMARY KEY'
    ', "document" INTEGER NOT NULL REFERENCES "document" (id) DEFERRABLE INITIALLY DEFERRED'
    ', "coder" INTEGER NOT NULL REFERENCES "coder" (id) DEFERRABLE INITIALLY DEFERRED'
    ", \"state\" TEXT NOT NULL DEFAULT '', CHECK (\"state\" IN ('unread', 'reading'"
    ", 'done'))) STRICT",
    'CREATE TABLE "facet" ("id" INTEGER PRIMARY KEY, "key" TEXT NOT NULL DEFAULT \'\''
    ', "name" TEXT NOT NULL DEFAULT \'\', "exclusive" INTEGER NOT NULL DEFAULT 0'
    ', "position" INTEGER NOT NULL DEFAULT 0, CHECK ("exclusive" IN (0, 1))) STRICT',
    'CREATE TABLE "tag" ("id" INTEGER PRIMARY KEY'
    ', "facet" INTEGER NOT NULL REFERENCES "facet" (id) DEFERRABLE INITIALLY DEFERRED'
    ', "parent" INTEGER REFERENCES "tag" (id) DEFERRABLE INITIALLY DEFERRED'
    ", \"name\" TEXT NOT NULL DEFAULT '', \"colour\" TEXT NOT NULL DEFAULT ''"
    ', "description" TEXT NOT NULL DEFAULT \'\', "sign" INTEGER NOT NULL DEFAULT 0'
    ', "archived" INTEGER NOT NULL DEFAULT 0, "position" INTEGER NOT NULL DEFAULT 0'
    ', CHECK ("sign" IN (-1, 0, 1)), CHECK ("archived" IN (0, 1))) STRICT',
    'CREATE TABLE "alias" ("id" INTEGER PRIMARY KEY'
    ', "tag" INTEGER NOT NULL REFERENCES "tag" (id) DEFERRABLE INITIALLY DEFERRED'
    ", \"name\" TEXT NOT NULL DEFAULT '', \"needs\" TEXT NOT NULL DEFAULT ''"
    ", \"unless\" TEXT NOT NULL DEFAULT '', \"kind\" TEXT NOT NULL DEFAULT 'auto'"
    ", \"position\" INTEGER NOT NULL DEFAULT 0, CHECK (\"kind\" IN ('auto', 'name'"
    ", 'capital'))) STRICT",
    'CREATE TABLE "claim" ("id" INTEGER PRIMARY KEY'
    ', "document" INTEGER NOT NULL REFERENCES "document" (id) DEFERRABLE INITIALLY DEFERRED'
    ', "coder" INTEGER NOT NULL REFERENCES "coder" (id) DEFERRABLE INITIALLY DEFERRED'
    ", \"name\" TEXT NOT NULL DEFAULT '', \"statement\" TEXT NOT NULL DEFAULT ''"
    ", \"speaker\" TEXT NOT NULL DEFAULT '', \"confidence\" TEXT NOT NULL DEFAULT ''"
    ', "credibility" INTEGER, "note" TEXT NOT NULL DEFAULT \'\''
    ", \"created_at\" TEXT NOT NULL DEFAULT '', CHECK (\"confidence\" IN ('', 'low', 'moderate'"
    ", 'high')), CHECK (credibility BETWEEN 1 AND 6)) STRICT",
    'CREATE TABLE "span" ("id" INTEGER PRIMARY KEY'
    ', "claim" INTEGER NOT NULL REFERENCES "claim" (id) DEFERRABLE INITIALLY DEFERRED'
    ', "position" INTEGER NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL'
    ', CHECK (start >= 0 AND "end" > start)) STRICT',
    'CREATE TABLE "unplaced" ("id" INTEGER PRIMARY KEY'
    ', "claim" INTEGER NOT NULL REFERENCES "claim" (id) DEFERRABLE INITIALLY DEFERRED'
    ', "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, "quote" TEXT NOT NULL DEFAULT \'\''
    ', "score" INTEGER NOT NULL DEFAULT 0, CHECK (start >= 0 AND "end" > start)'
    ", CHECK (score BETWEEN 0 AND 100)) STRICT",
    'CREATE TABLE "claim_tag" ("id" INTEGER PRIMARY KEY'
    ', "claim" INTEGER NOT NULL REFERENCES "claim" (id) DEFERRABLE INITIALLY DEFERRED'
    ', "tag" INTEGER NOT NULL REFERENCES "tag" (id) DEFERRABLE INITIALLY DEFERRED'
    ', "coder" INTEGER NOT NULL REFERENCES "coder" (id) DEFERRABLE INITIALLY DEFERRED'
    ', "role" TEXT NOT NULL DEFAULT \'holder\', "position" INTEGER NOT NULL DEFAULT 0'
    ", CHECK (\"role\" IN ('holder', 'about')), UNIQUE (claim, tag)) STRICT",
    'CREATE TABLE "comment" ("id" INTEGER PRIMARY KEY'
    ', "claim" INTEGER NOT NULL REFERENCES "claim" (id) DEFERRABLE INITIALLY DEFERRED'
    ', "coder" INTEGER NOT NULL REFERENCES "coder" (id) DEFERRABLE INITIALLY DEFERRED'
    ", \"text\" TEXT NOT NULL DEFAULT '', \"at\" TEXT NOT NULL DEFAULT '') STRICT",
    'CREATE TABLE "hidden_mention" ("id" INTEGER PRIMARY KEY'
    ', "document" INTEGER NOT NULL REFERENCES "document" (id) DEFERRABLE INITIALLY DEFERRED'
    ', "tag" INTEGER NOT NULL REFERENCES "tag" (id) DEFERRABLE INITIALLY DEFERRED'
    ', "start" INTEGER NOT NULL, "end" INTEGER NOT NULL'
    ', CHECK (start >= 0 AND "end" > start)) STRICT',
    'CREATE TABLE "saved_filter" ("id" INTEGER PRIMARY KEY, "name" TEXT NOT NULL DEFAULT \'\''
    ", \"body\" TEXT NOT NULL DEFAULT '') STRICT",
    'CREATE TABLE "session" ("id" INTEGER PRIMARY KEY'
    ', "coder" INTEGER NOT NULL REFERENCES "coder" (id) DEFERRABLE INITIALLY DEFERRED'
    ", \"started_at\" TEXT NOT NULL DEFAULT '') STRICT",
    'CREATE TABLE "action" ("id" INTEGER PRIMARY KEY'
    ', "session" INTEGER NOT NULL REFERENCES "session" (id) DEFERRABLE INITIALLY DEFERRED'
    ', "lamport" INTEGER NOT NULL'
    ', "coder" INTEGER NOT NULL REFERENCES "coder" (id) DEFERRABLE INITIALLY DEFERRED'
    ", \"at\" TEXT NOT NULL DEFAULT '', \"label\" TEXT NOT NULL DEFAULT ''"
    ", \"kind\" TEXT NOT NULL DEFAULT ''"
    ', "undoes" INTEGER REFERENCES "action" (id) DEFERRABLE INITIALLY DEFERRED'
    ", \"hash\" TEXT NOT NULL DEFAULT '', UNIQUE (session, lamport)) STRICT",
    'CREATE TABLE "change" ("action" INTEGER NOT NULL'
    ' REFERENCES "action" (id) DEFERRABLE INITIALLY DEFERRED'
    ', "position" INTEGER NOT NULL, "table" TEXT NOT NULL DEFAULT \'\''
    ', "row" INTEGER NOT NULL, "before" TEXT, "after" TEXT, PRIMARY KEY (action'
    ", position)) STRICT",
    "CREATE INDEX reading_document ON reading (document)",
    "CREATE INDEX alias_tag ON alias (tag)",
    "CREATE INDEX claim_document ON claim (document)",
    "CREATE INDEX hidden_mention_document ON hidden_mention (document)",
    "CREATE INDEX span_claim ON span (claim)",
    "CREATE INDEX unplaced_claim ON unplaced (claim)",
    "CREATE INDEX comment_claim ON comment (claim)",
    "CREATE INDEX claim_tag_tag ON claim_tag (tag, claim)",
    "CREATE INDEX action_lamport ON action (lamport)",
    'CREATE INDEX change_row ON change ("row")',
)
