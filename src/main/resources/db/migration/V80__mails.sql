-- What is to be mailed, written in the transaction of its cause and sent from here. Outside the wall: who signs in
-- belongs to the installation, and the job that sends looks at all.
CREATE TABLE mails (
    id              uuid PRIMARY KEY,
    kind            text NOT NULL CHECK (kind ~ '^[A-Z_]{1,40}$'),
    -- Whose log tells when it is given up, and which sandbox shows it; absent where it concerns several.
    organization_id uuid REFERENCES organizations,
    recipient       text NOT NULL CHECK (length(recipient) BETWEEN 1 AND 255),
    subject         text NOT NULL CHECK (length(subject) BETWEEN 1 AND 200),
    -- Sealed, since its links let people in; erased when the mail was taken or given up.
    text            bytea,
    state           text NOT NULL CHECK (state IN ('WAITING', 'SHOWN', 'SENT', 'GIVEN_UP')),
    -- How often sending was begun; also the number by which a node knows that the try is still its own.
    tries           integer NOT NULL CHECK (tries >= 0),
    next_try        timestamptz,
    problem         text,
    created         timestamptz NOT NULL,
    expires         timestamptz NOT NULL,
    ended           timestamptz,
    CONSTRAINT mails_waiting_is_tried CHECK ((state = 'WAITING') = (next_try IS NOT NULL)),
    CONSTRAINT mails_text_while_needed CHECK ((state IN ('WAITING', 'SHOWN')) = (text IS NOT NULL)),
    CONSTRAINT mails_ended CHECK ((state IN ('SENT', 'GIVEN_UP')) = (ended IS NOT NULL)),
    CONSTRAINT mails_shown_somewhere CHECK (state <> 'SHOWN' OR organization_id IS NOT NULL)
);
CREATE INDEX mails_due ON mails (next_try, id) WHERE state = 'WAITING';
CREATE INDEX mails_by_recipient ON mails (recipient, kind, created);
CREATE INDEX mails_of_organization ON mails (organization_id, id) WHERE organization_id IS NOT NULL;
CREATE INDEX mails_by_age ON mails (created) WHERE state <> 'WAITING';

DO $$
BEGIN
    IF kontor_is_distributed() THEN
        PERFORM create_reference_table('mails');
    END IF;
END $$;
