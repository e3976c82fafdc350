package kontor.girofacts;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.accounts.Account;
import kontor.autogiro.AutogiroRecord;
import kontor.banks.ArrivedFile;

/**
 * A slice of a section of a file: records that are taken in together.
 *
 * @param own the own accounts with its bankgiro
 * @param opening the opening record of the section; in a register, which has none, its first record
 * @param group the sum to which the first records belong, where it stands in a slice before
 */
public record Told(
        ArrivedFile file,
        String bankgiro,
        List<Account> own,
        AutogiroRecord opening,
        Optional<AutogiroRecord> group,
        List<AutogiroRecord> records) {

    public List<UUID> accounts() {
        return own.stream().map(Account::id).toList();
    }

    /** Other records of the same bankgiro. */
    public Told with(RecordSlices.Slice slice, List<AutogiroRecord> some) {
        return new Told(file, bankgiro, own, slice.opening(), slice.group(), some);
    }
}
