-- JSON of the newest verdict on the payee's name; see PayeeCheck.
ALTER TABLE credit_transfers ADD COLUMN payee_check text;
ALTER TABLE direct_debits ADD COLUMN payee_check text;
