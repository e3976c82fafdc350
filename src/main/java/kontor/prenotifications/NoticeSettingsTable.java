package kontor.prenotifications;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.UUID;
import kontor.core.Ids;
import kontor.db.Tx;
import kontor.onerow.OneRow;
import kontor.wire.Json;

/** SQL of the settings. */
final class NoticeSettingsTable implements OneRow.Table<NoticeSettings> {

    NoticeSettings read(Tx tx) {
        return tx.query(
                        """
                        SELECT id, by_mail, language, sepa_days, texts, version FROM pre_notification_settings
                        WHERE organization_id = :org
                        """)
                .map((row, _) -> settings(row))
                .findOne()
                .orElseGet(() -> NoticeSettings.usual(Ids.next()));
    }

    /**
     * Locked for change. The row is inserted where there is none yet, so that only one of two nodes
     * can insert it.
     */
    @Override
    public NoticeSettings lock(Tx tx) {
        var usual = NoticeSettings.usual(Ids.next());
        tx.update(
                        """
                        INSERT INTO pre_notification_settings (organization_id, id, by_mail, language, sepa_days,
                            texts, version, updated)
                        VALUES (:org, :id, false, :language, :days, '{}', 0, :now)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("id", usual.id())
                .bind("language", usual.language().code())
                .bind("days", usual.sepaDays())
                .bind("now", tx.now())
                .execute();
        return tx.query(
                        """
                        SELECT id, by_mail, language, sepa_days, texts, version FROM pre_notification_settings
                        WHERE organization_id = :org
                        FOR UPDATE
                        """)
                .map((row, _) -> settings(row))
                .one();
    }

    @Override
    public void update(Tx tx, NoticeSettings before, NoticeSettings after) {
        int rows =
                tx.update(
                                """
                                UPDATE pre_notification_settings
                                SET by_mail = :mail, language = :language, sepa_days = :days, texts = :texts,
                                    version = :version, updated = :now
                                WHERE organization_id = :org AND version = :expected
                                """)
                        .bind("mail", after.byMail())
                        .bind("language", after.language().code())
                        .bind("days", after.sepaDays())
                        .bind("texts", Json.write(after.textsJson()))
                        .bind("version", after.version())
                        .bind("now", tx.now())
                        .bind("expected", before.version())
                        .execute();
        Tx.allChanged(rows, 1, "pre-notification settings");
    }

    private static NoticeSettings settings(ResultSet row) throws SQLException {
        var texts = new HashMap<Language, String>();
        Json.readOwn(row.getString("texts"))
                .properties()
                .forEach(
                        one ->
                                Language.find(one.getKey())
                                        .ifPresent(
                                                known ->
                                                        texts.put(known, one.getValue().asText())));
        return new NoticeSettings(
                row.getObject("id", UUID.class),
                row.getBoolean("by_mail"),
                Language.find(row.getString("language")).orElseThrow(),
                row.getInt("sepa_days"),
                texts,
                row.getInt("version"));
    }
}
