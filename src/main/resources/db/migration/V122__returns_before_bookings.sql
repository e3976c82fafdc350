-- What came back is told before its booking is written, in the same transaction: a booking is written once, when it is known
-- what it is (docs/decisions/0080). So the key is looked for at the end.
ALTER TABLE r_transactions DROP CONSTRAINT r_transactions_organization_id_transaction_id_fkey;
ALTER TABLE r_transactions ADD CONSTRAINT r_transactions_booking
    FOREIGN KEY (organization_id, transaction_id) REFERENCES transactions (organization_id, id) DEFERRABLE INITIALLY DEFERRED;
