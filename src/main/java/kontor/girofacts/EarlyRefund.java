package kontor.girofacts;

import java.time.LocalDate;
import java.util.UUID;
import kontor.autogiro.AutogiroReader;
import kontor.autogiro.AutogiroRecord;
import kontor.autogiro.Section;

/**
 * A collection that was told as paid back before it was told as paid.
 *
 * @param digest of the fact that it becomes
 * @param content its record
 * @param until the last bank day on which it waits in silence
 * @param doubted a case tells of it already
 */
public record EarlyRefund(
        UUID digest,
        UUID payment,
        UUID file,
        String fileName,
        int line,
        String bankgiro,
        String content,
        LocalDate until,
        boolean doubted) {

    /** The record as it was read. */
    public AutogiroRecord record() {
        return AutogiroReader.again(Section.PAYMENTS, line, content);
    }
}
