package kontor.iso20022;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import kontor.core.Currency;
import kontor.xml.XmlNode;

/**
 * Credit transfers of one day, kind and debtor account ({@code PmtInf} of a {@code pain.001}).
 *
 * @param paymentInformationId at most 35 characters, unique per message
 * @param numberOfTransactions transfers in this group
 * @param controlSum sum of their amounts, whatever the currency
 * @param batchBooking one booking for the whole group, or one per transfer
 * @param terms what the bank shall do, and when
 * @param debtor who pays
 */
public record TransferGroup(
        String paymentInformationId,
        int numberOfTransactions,
        BigDecimal controlSum,
        boolean batchBooking,
        Terms terms,
        Debtor debtor) {

    public TransferGroup {
        Checks.text("payment information id", paymentInformationId, 35);
        Checks.totals("group " + paymentInformationId, numberOfTransactions, controlSum);
    }

    /**
     * How a group is executed.
     *
     * @param serviceLevel {@code SEPA}, {@code URGP}, {@code NURG}, {@code SDVA}, or the bank's own
     * @param localInstrument {@code INST} and what else a country or bank has
     * @param categoryPurpose ISO external code of up to four letters
     * @param executionDate {@code ReqdExctnDt}, a bank day of the debtor's bank unless instant
     * @param executionTime where the bank executes by the hour: wall time of the debtor's bank
     * @param chargeBearer of all transfers that do not say their own
     */
    public record Terms(
            Optional<Code> serviceLevel,
            Optional<Code> localInstrument,
            Optional<String> categoryPurpose,
            LocalDate executionDate,
            Optional<LocalTime> executionTime,
            Optional<ChargeBearer> chargeBearer) {

        public Terms {
            Checks.code("service level", serviceLevel, 4);
            Checks.code("local instrument", localInstrument, 35);
            Checks.text("category purpose", categoryPurpose, 4);
        }

        static Terms read(XmlNode group) {
            var day = group.need("ReqdExctnDt");
            return group.build(
                    () ->
                            new Terms(
                                    Code.read(group.at("PmtTpInf", "SvcLvl")),
                                    Code.read(group.at("PmtTpInf", "LclInstrm")),
                                    group.textAt("PmtTpInf", "CtgyPurp", "Cd"),
                                    day.date(),
                                    day.at("DtTm").map(moment -> moment.dateTime().toLocalTime()),
                                    group.at("ChrgBr")
                                            .map(text -> text.oneOf(ChargeBearer.values()))));
        }

        /** All but the charge bearer, which the schema has after the debtor. */
        void write(XmlSink xml) {
            if (serviceLevel.isPresent()
                    || localInstrument.isPresent()
                    || categoryPurpose.isPresent()) {
                xml.open("PmtTpInf");
                serviceLevel.ifPresent(code -> code.write(xml, "SvcLvl"));
                localInstrument.ifPresent(code -> code.write(xml, "LclInstrm"));
                categoryPurpose.ifPresent(code -> xml.path(code, "CtgyPurp", "Cd"));
                xml.close("PmtTpInf");
            }
            if (xml.isOld()) {
                xml.date("ReqdExctnDt", executionDate);
                return;
            }
            xml.open("ReqdExctnDt");
            executionTime.ifPresentOrElse(
                    time -> xml.dateTime("DtTm", executionDate.atTime(time)),
                    () -> xml.date("Dt", executionDate));
            xml.close("ReqdExctnDt");
        }
    }

    /**
     * Who pays.
     *
     * @param name at most 140 characters; SEPA takes 70
     * @param currency of the account, where the bank wants it said
     * @param agent its bank; an unknown one is written as {@code NOTPROVIDED}
     */
    public record Debtor(
            String name,
            Optional<Address> address,
            AccountNumber account,
            Optional<Currency> currency,
            Agent agent) {

        public Debtor {
            Checks.text("debtor name", name, 140);
        }

        static Debtor read(XmlNode group) {
            var account = group.need("DbtrAcct");
            return group.build(
                    () ->
                            new Debtor(
                                    group.needText("Dbtr", "Nm"),
                                    Address.read(group.need("Dbtr")),
                                    AccountNumber.read(account),
                                    account.textAt("Ccy").flatMap(Currency::find),
                                    Agent.read(group, "DbtrAgt")));
        }

        void write(XmlSink xml) {
            xml.party("Dbtr", name, address);
            xml.open("DbtrAcct");
            account.write(xml);
            currency.ifPresent(present -> xml.text("Ccy", present.code()));
            xml.close("DbtrAcct");
            agent.write(xml, "DbtrAgt");
        }
    }
}
