package kontor.habits;

import java.util.Optional;
import kontor.identifiers.IsoCodes;
import kontor.iso20022.Code;
import kontor.iso20022.MessageHeader;
import kontor.iso20022.OrderMessage;
import kontor.iso20022.OrderMessage.Form;

/** What a bank wants in files, in the words of those who write them. */
public final class FileForm {

    private FileForm() {}

    public static Form ofTransfers(FileHabits habits) {
        return form(habits, habits.oldTransfers());
    }

    public static Form ofCollections(FileHabits habits) {
        return form(habits, habits.oldCollections());
    }

    private static Form form(FileHabits habits, boolean old) {
        boolean shared = habits.chargeBearer() != FileHabits.ChargeBearing.NOT_IN_SEPA;
        return new Form(old, habits.referredAmounts(), shared);
    }

    /** The message of a file of transfers with its version. */
    public static String messageOfTransfers(FileHabits habits) {
        return OrderMessage.CREDIT_TRANSFERS.version(ofTransfers(habits));
    }

    /** The message of a file of collections with its version. */
    public static String messageOfCollections(FileHabits habits) {
        return OrderMessage.DIRECT_DEBITS.version(ofCollections(habits));
    }

    /** By what the bank knows who sends. */
    public static Optional<MessageHeader.Identification> identification(FileHabits habits) {
        var scheme = habits.initiatingPartyScheme();
        boolean bic = scheme.equals(Optional.of(FileHabits.BIC));
        return habits.initiatingPartyId()
                .map(
                        id ->
                                new MessageHeader.Identification(
                                        id, bic, scheme.filter(_ -> !bic).map(FileForm::code)));
    }

    /** A code of ISO's, or a bank's own word. */
    private static Code code(String scheme) {
        return IsoCodes.isOrganisationIdentification(scheme)
                ? Code.iso(scheme)
                : Code.proprietary(scheme);
    }
}
