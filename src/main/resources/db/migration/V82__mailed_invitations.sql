-- Whether the token of the invitation went to the mailbox of the person and nowhere else: who accepts it has the address.
ALTER TABLE users ADD COLUMN invitation_mailed boolean NOT NULL DEFAULT false;
