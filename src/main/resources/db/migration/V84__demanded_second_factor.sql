-- Whether an organization lets people in with a second factor only.
ALTER TABLE organizations ADD COLUMN second_factor_required boolean NOT NULL DEFAULT false;
