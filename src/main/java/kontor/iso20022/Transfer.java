package kontor.iso20022;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Money;
import kontor.xml.XmlNode;

/**
 * One credit transfer ({@code CdtTrfTxInf}). Texts are already in the character set of the rail.
 *
 * @param amount positive, in the currency the creditor receives
 * @param chargeBearer where it differs from the group's
 * @param purpose {@code Purp/Cd}, goes to the creditor; ISO external code of up to four letters
 * @param reports at most ten
 * @param remittance what the creditor reads: one text of at most 140 characters or one reference
 */
public record Transfer(
        Ids ids,
        Money amount,
        Optional<ChargeBearer> chargeBearer,
        Creditor creditor,
        Optional<String> purpose,
        List<RegulatoryReport> reports,
        Optional<Remittance> remittance) {

    public Transfer {
        reports = List.copyOf(reports);
        if (amount.amountMinor() <= 0) {
            throw new IllegalArgumentException("the amount " + amount.plain() + " is not positive");
        }
        Checks.text("purpose", purpose, 4);
        if (reports.size() > 10) {
            throw new IllegalArgumentException("a transfer has at most 10 regulatory reports");
        }
        remittance.ifPresent(Remittance::checkOneForm);
    }

    /**
     * The identifications of a transfer.
     *
     * @param instructionId between customer and bank, at most 35 characters; Kontor always writes
     *     one
     * @param endToEndId goes to the creditor, at most 35 characters
     * @param uetr goes with the payment through all banks; a UUID of version 4
     */
    public record Ids(Optional<String> instructionId, String endToEndId, Optional<UUID> uetr) {

        public Ids {
            Checks.text("instruction id", instructionId, 35);
            Checks.text("end-to-end id", endToEndId, 35);
            uetr.ifPresent(
                    id -> {
                        if (id.version() != 4 || id.variant() != 2) {
                            throw new IllegalArgumentException(
                                    "the UETR " + id + " is not of version 4");
                        }
                    });
        }
    }

    /**
     * Who is paid.
     *
     * @param name at most 140 characters; SEPA takes 70
     * @param address structured or hybrid, with town and country
     * @param agent its bank; an unknown one is left out, as some banks refuse a placeholder here
     */
    public record Creditor(
            String name, Optional<Address> address, AccountNumber account, Agent agent) {

        public Creditor {
            Checks.text("creditor name", name, 140);
        }

        static Creditor read(XmlNode transfer) {
            return transfer.build(
                    () ->
                            new Creditor(
                                    transfer.needText("Cdtr", "Nm"),
                                    Address.read(transfer.need("Cdtr")),
                                    AccountNumber.read(transfer.need("CdtrAcct")),
                                    Agent.read(transfer, "CdtrAgt")));
        }

        void write(XmlSink xml) {
            if (!agent.isUnknown()) {
                agent.write(xml, "CdtrAgt");
            }
            xml.party("Cdtr", name, address);
            xml.open("CdtrAcct");
            account.write(xml);
            xml.close("CdtrAcct");
        }
    }
}
