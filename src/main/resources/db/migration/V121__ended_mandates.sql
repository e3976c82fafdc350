-- A portfolio that is sent again does not bring back what was ended here; see MandateNames.
CREATE INDEX mandates_ended_by_reference
    ON mandates (organization_id, creditor_key, upper(mandate_reference))
    WHERE status IN ('CANCELLED', 'FAILED');
