-- Payments in a currency that is rare, or that there are none in.
CREATE INDEX direct_debits_by_currency ON direct_debits (organization_id, currency, date, id);
CREATE INDEX credit_transfers_by_currency ON credit_transfers (organization_id, currency, date, id);
