package kontor.iso20022;

import java.util.Optional;
import java.util.stream.Stream;
import kontor.xml.XmlNode;

/**
 * The old values of a mandate that changed ({@code AmdmntInfDtls}); at least one is present.
 *
 * @param oldDebtorIban where the old account may be named
 * @param sameMandateNewAccount {@code SMNDA}: the account changed and the old one is not named
 */
public record Amendment(
        Optional<String> oldMandateReference,
        Optional<String> oldCreditorIdentifier,
        Optional<String> oldCreditorName,
        Optional<String> oldDebtorIban,
        boolean sameMandateNewAccount) {

    private static final String SAME_MANDATE_NEW_ACCOUNT = "SMNDA";

    public Amendment {
        Checks.text("old mandate reference", oldMandateReference, 35);
        Checks.text("old creditor identifier", oldCreditorIdentifier, 35);
        Checks.text("old creditor name", oldCreditorName, 70);
        Checks.text("old debtor IBAN", oldDebtorIban, 34);
        if (oldDebtorIban.isPresent() && sameMandateNewAccount) {
            throw new IllegalArgumentException("either the old debtor IBAN or SMNDA, not both");
        }
        boolean textual =
                Stream.of(
                                oldMandateReference,
                                oldCreditorIdentifier,
                                oldCreditorName,
                                oldDebtorIban)
                        .anyMatch(Optional::isPresent);
        if (!textual && !sameMandateNewAccount) {
            throw new IllegalArgumentException("an amendment changes something");
        }
    }

    /** Empty when the file amends only things Kontor never changes, such as the old agent. */
    static Optional<Amendment> read(XmlNode mandate) {
        return mandate.at("AmdmntInfDtls").flatMap(Amendment::readDetails);
    }

    private static Optional<Amendment> readDetails(XmlNode details) {
        var reference = details.textAt("OrgnlMndtId");
        var identifier = details.textAt("OrgnlCdtrSchmeId", "Id", "PrvtId", "Othr", "Id");
        var name = details.textAt("OrgnlCdtrSchmeId", "Nm");
        var iban = details.textAt("OrgnlDbtrAcct", "Id", "IBAN");
        // Until November 2016 the constant stood at the agent; .02 files still have it there.
        boolean newAccount =
                Stream.of(
                                details.textAt("OrgnlDbtrAcct", "Id", "Othr", "Id"),
                                details.textAt("OrgnlDbtrAgt", "FinInstnId", "Othr", "Id"))
                        .anyMatch(
                                value ->
                                        value.filter(SAME_MANDATE_NEW_ACCOUNT::equals).isPresent());
        boolean silent = Stream.of(reference, identifier, name, iban).allMatch(Optional::isEmpty);
        if (silent && !newAccount) {
            return Optional.empty();
        }
        return Optional.of(
                details.build(() -> new Amendment(reference, identifier, name, iban, newAccount)));
    }

    void write(XmlSink xml) {
        xml.open("AmdmntInfDtls");
        xml.text("OrgnlMndtId", oldMandateReference);
        if (oldCreditorIdentifier.isPresent() || oldCreditorName.isPresent()) {
            xml.open("OrgnlCdtrSchmeId");
            xml.text("Nm", oldCreditorName);
            oldCreditorIdentifier.ifPresent(xml::creditorIdentifier);
            xml.close("OrgnlCdtrSchmeId");
        }
        oldDebtorIban.ifPresent(iban -> xml.path(iban, "OrgnlDbtrAcct", "Id", "IBAN"));
        if (sameMandateNewAccount) {
            var place =
                    xml.isOld()
                            ? new String[] {"OrgnlDbtrAgt", "FinInstnId", "Othr", "Id"}
                            : new String[] {"OrgnlDbtrAcct", "Id", "Othr", "Id"};
            xml.path(SAME_MANDATE_NEW_ACCOUNT, place);
        }
        xml.close("AmdmntInfDtls");
    }
}
