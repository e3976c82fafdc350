-- Organizations take turns in what is mailed, so that none waits behind the many notices of another; of one, what somebody
-- sits and waits for goes first. Mails that concern no organization, or several, count as one.
CREATE INDEX mails_in_turn ON mails
    ((coalesce(organization_id, '00000000-0000-0000-0000-000000000000')), (kind = 'PRE_NOTIFICATION'), next_try, id)
    WHERE state = 'WAITING';

-- The mail of a notice: where that is given up, the payer was not told.
ALTER TABLE pre_notifications ADD COLUMN mail_id uuid;
