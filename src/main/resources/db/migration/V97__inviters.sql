-- Who invited a person: the invitation is as good as that user's right to invite, and not for that person. Absent
-- where whoever runs Kontor invites, and for invitations of earlier days, which end within a week.
ALTER TABLE users ADD COLUMN inviter_id uuid;
