package kontor.transactions;

import static kontor.statements.StatementBuilder.aDetail;
import static kontor.statements.StatementBuilder.aStatement;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import kontor.iso20022.BankTransactionCode;
import kontor.iso20022.Batch;
import kontor.iso20022.Remittance;
import kontor.iso20022.TransactionDetails;
import kontor.wire.Json;
import org.junit.jupiter.api.Test;

/** What the API says of an entry. */
class EntryReadingTest {

    private static final BankTransactionCode UNPAID =
            BankTransactionCode.iso("PMNT", "IDDT", "UPDD");
    private static final BankTransactionCode OWN =
            new BankTransactionCode(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("NTRF+999"),
                    Optional.of("DK"));

    @Test
    void entryOfOneTransaction_tellsItsPartyReferencesAndWords() {
        var facts = new EntryReading(aStatement().entry(5_000, "A").entries().getFirst()).facts();
        assertThat(facts)
                .isEqualTo(
                        Json.readOwn(
                                """
                                {"reference": "Invoice 7",
                                 "references": {"mandateReference": "MANDATE-1", "endToEndId": "E2E-A",
                                    "servicerReference": "A"},
                                 "counterparty": {"name": "Acme Corp", "account": {"market": "DE",
                                    "identifiers": [{"type": "IBAN", "market": "DE", "number": "DE64500105173198833324"}],
                                    "routing": [{"type": "BIC", "number": "INGDDEFFXXX"}],
                                    "rawIdentifier": "DE64500105173198833324"}},
                                 "bankTransactionCode": {"domain": "PMNT", "family": "IDDT", "subfamily": "ESDD",
                                    "description": "own Core collection"}}\
                                """));
    }

    @Test
    void entryOfSeveral_tellsTheirNumberAndNoParty() {
        var reading =
                reading(UNPAID, List.of(), "", aDetail(1, "X").build(), aDetail(2, "Y").build());
        assertThat(reading.description())
                .isEqualTo("own collection returned or refunded (2 transactions)");
        assertThat(reading.facts().has("counterparty")).isFalse();
        assertThat(reading.facts().at("/references").has("endToEndId")).isFalse();
        assertThat(reading.facts().at("/details/1/references/endToEndId").textValue())
                .isEqualTo("Y");
        assertThat(reading.details()).hasSize(2);
    }

    @Test
    void batchWithoutDetails_tellsTheNumberOfTheBankAndOurGroup() {
        var reading =
                reading(
                        UNPAID,
                        List.of(
                                new Batch(
                                        Optional.empty(), Optional.of("GROUP-7"), Optional.of(12))),
                        "SEPA collections");
        assertThat(reading.description()).isEqualTo("SEPA collections (12 transactions)");
        assertThat(reading.paymentInformationId()).contains("GROUP-7");
    }

    @Test
    void batchOfOneGroup_givesItsNameToTheDetails() {
        var reading =
                reading(
                        UNPAID,
                        List.of(
                                new Batch(
                                        Optional.empty(), Optional.of("GROUP-7"), Optional.of(2))),
                        "",
                        aDetail(1, "X").build(),
                        aDetail(2, "Y").build());
        assertThat(reading.details())
                .allSatisfy(
                        detail ->
                                assertThat(detail.references().paymentInformationId())
                                        .contains("GROUP-7"));
    }

    @Test
    void description_fallsBackToTheBanksWordsThenToTheCode() {
        var silent = aDetail(1, "X").remittance(Optional.empty()).build();
        assertThat(reading(UNPAID, List.of(), "Fee", silent).description()).isEqualTo("Fee");
        assertThat(reading(UNPAID, List.of(), "", silent).description())
                .isEqualTo("own collection returned or refunded");
        assertThat(reading(OWN, List.of(), "", silent).description()).isEqualTo("NTRF+999");
        assertThat(reading(BankTransactionCode.NONE, List.of(), "").description())
                .isEqualTo("Booking");
        assertThat(
                        reading(
                                        UNPAID,
                                        List.of(),
                                        "",
                                        aDetail(1, "X")
                                                .remittance(
                                                        Optional.of(
                                                                Remittance.ofReference(
                                                                        "RF18539007547034")))
                                                .build())
                                .description())
                .isEqualTo("RF18539007547034");
    }

    @Test
    void returned_isWhatUndoesAnEarlierBooking() {
        var plain = BankTransactionCode.iso("PMNT", "IDDT", "ESDD");
        assertThat(reading(plain, List.of(), "", aDetail(1, "X").build()).returned()).isFalse();
        assertThat(reading(UNPAID, List.of(), "").returned()).isTrue();
        assertThat(
                        reading(plain, List.of(), "", aDetail(-1, "X").returned("AM04").build())
                                .returned())
                .isTrue();
        assertThat(
                        reading(
                                        plain,
                                        List.of(),
                                        "",
                                        aDetail(-1, "X").returned("AM04").build(),
                                        aDetail(1, "Y").build())
                                .returned())
                .as("only some came back")
                .isFalse();
    }

    @Test
    void return_tellsReasonOriginalCodeAndWhatWasOrdered() {
        var facts =
                reading(
                                UNPAID,
                                List.of(),
                                "",
                                aDetail(-5_300, "X").returned("AM04").instructed(5_000).build())
                        .facts();
        assertThat(facts.at("/returnReason/code").textValue()).isEqualTo("AM04");
        assertThat(facts.at("/returnReason/description").textValue()).isNotEmpty();
        assertThat(facts.at("/returnReason/originalBankTransactionCode/subfamily").textValue())
                .isEqualTo("ESDD");
        assertThat(facts.at("/instructedAmount/stringValue").textValue()).isEqualTo("50.00");
    }

    @Test
    void code_ofTheBankAloneHasTheExtendedDomainAndIsReadBack() {
        var facts = reading(OWN, List.of(), "").facts();
        assertThat(facts.at("/bankTransactionCode/domain").textValue()).isEqualTo("XTND");
        assertThat(facts.at("/bankTransactionCode/proprietary/issuer").textValue()).isEqualTo("DK");
        assertThat(EntryReading.storedCode(Json.write(facts))).isEqualTo(OWN);
        assertThat(EntryReading.storedCode(Json.write(reading(UNPAID, List.of(), "").facts())))
                .isEqualTo(UNPAID);
        assertThat(EntryReading.storedCode("{}")).isEqualTo(BankTransactionCode.NONE);
    }

    @Test
    void notProvided_isNoReference() {
        var facts = reading(UNPAID, List.of(), "", aDetail(1, "NOTPROVIDED").build()).facts();
        assertThat(facts.at("/references").has("endToEndId")).isFalse();
    }

    private static EntryReading reading(
            BankTransactionCode code,
            List<Batch> batches,
            String text,
            TransactionDetails... details) {
        var builder = aStatement();
        return new EntryReading(
                builder.entry(builder.head(100, "A", "BOOK", code), batches, List.of(details), text)
                        .entries()
                        .getFirst());
    }
}
