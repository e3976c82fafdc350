package kontor.iso20022;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.core.Money;
import kontor.xml.MalformedMessage;
import org.junit.jupiter.api.Test;

class Pain008Test {

    private static final String AMENDMENTS = "pain.008_core_rcur_amendments.xml";

    @Test
    void read_givesHeaderAndGroup() {
        var told = Recorder.ofCollections(Files.golden(AMENDMENTS));
        assertThat(told.only(MessageHeader.class))
                .isEqualTo(
                        new MessageHeader(
                                "SYN-SDD-0001",
                                LocalDateTime.of(2026, 4, 9, 8, 0),
                                5,
                                new BigDecimal("150.00"),
                                "Example Subscriptions GmbH"));
        assertThat(told.only(CollectionGroup.class))
                .isEqualTo(
                        new CollectionGroup(
                                "SYN-SDD-0001-RCUR",
                                5,
                                new BigDecimal("150.00"),
                                true,
                                new CollectionGroup.Terms(
                                        LocalInstrument.CORE,
                                        SequenceType.RCUR,
                                        Optional.empty(),
                                        LocalDate.of(2026, 4, 15)),
                                new CollectionGroup.Creditor(
                                        "Example Subscriptions GmbH",
                                        Optional.empty(),
                                        "DE89370400440532013000",
                                        Optional.of("COBADEFFXXX"),
                                        "DE98ZZZ09999999999")));
    }

    @Test
    void read_givesCollections() {
        var collections = Recorder.ofCollections(Files.golden(AMENDMENTS)).all(Collection.class);
        assertThat(collections).hasSize(5);
        assertThat(collections.getFirst())
                .isEqualTo(
                        new Collection(
                                Optional.of("SYN-D-1"),
                                "E2E-1",
                                Money.of(1000, "EUR"),
                                new Collection.Mandate(
                                        "MND-1", LocalDate.of(2025, 11, 2), Optional.empty()),
                                new Collection.Debtor(
                                        "Anna Andersson",
                                        Optional.empty(),
                                        "FI2112345600000785",
                                        Optional.empty()),
                                Optional.of(Remittance.ofText("Membership fee"))));
        assertThat(collections.getLast().debtor())
                .isEqualTo(
                        new Collection.Debtor(
                                "Reto Keller",
                                Optional.of(
                                        new Address(
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.of("8001"),
                                                Optional.of("Zurich"),
                                                Optional.of("CH"),
                                                List.of("Musterweg 5, 3rd floor"))),
                                "CH9300762011623852957",
                                Optional.of("POFICHBEXXX")));
    }

    @Test
    void read_givesEveryKindOfAmendment() {
        var amendments =
                Recorder.ofCollections(Files.golden(AMENDMENTS)).all(Collection.class).stream()
                        .map(collection -> collection.mandate().amendment())
                        .toList();
        Optional<String> none = Optional.empty();
        assertThat(amendments)
                .containsExactly(
                        Optional.empty(),
                        Optional.of(
                                new Amendment(
                                        Optional.of("OLD-MANDATE-17"), none, none, none, false)),
                        Optional.of(new Amendment(none, none, none, none, true)),
                        Optional.of(
                                new Amendment(
                                        none,
                                        Optional.of("DE37ZZZ01234567890"),
                                        Optional.of("Old Name GmbH"),
                                        none,
                                        false)),
                        Optional.empty());
    }

    @Test
    void read_takesBusinessAndOneOffCollections() {
        var groups =
                Recorder.ofCollections(Files.golden("pain.008_b2b_and_ooff.xml"))
                        .all(CollectionGroup.class);
        assertThat(groups)
                .extracting(group -> group.terms().localInstrument())
                .contains(LocalInstrument.B2B);
        assertThat(groups)
                .extracting(group -> group.terms().sequenceType())
                .contains(SequenceType.OOFF);
    }

    @Test
    void read_takesGeneration02() {
        String old =
                golden(AMENDMENTS)
                        .replaceAll(">\\s+<", "><")
                        .replace("pain.008.001.08", "pain.008.001.02")
                        .replace("BICFI>", "BIC>")
                        .replace(
                                "<OrgnlDbtrAcct><Id><Othr><Id>SMNDA</Id></Othr></Id></OrgnlDbtrAcct>",
                                "<OrgnlDbtrAgt><FinInstnId><Othr><Id>SMNDA</Id></Othr></FinInstnId>"
                                        + "</OrgnlDbtrAgt>");
        assertThat(old).contains("<OrgnlDbtrAgt>", "<BIC>");
        assertThat(Recorder.ofCollections(old.getBytes(StandardCharsets.UTF_8)).told)
                .isEqualTo(Recorder.ofCollections(Files.golden(AMENDMENTS)).told);
    }

    @Test
    void read_refusesWhatIsNotSepa() {
        assertRefused("<SeqTp>RCUR", "<SeqTp>RPRE", "SeqTp");
        assertRefused("<Cd>CORE", "<Cd>COR9", "CORE");
        assertRefused("<PmtMtd>DD", "<PmtMtd>TRF", "is not DD");
        assertRefused("EUR\">10.00", "EUR\">-10.00", "negative");
        assertRefused("EUR\">10.00", "EUR\">0.00", "not positive");
        assertRefused("EUR\">10.00", "EUR\">1e1", "decimal");
        assertRefused("Ccy=\"EUR\">10.00", ">10.00", "currency");
        assertRefused("<NbOfTxs>5", "<NbOfTxs>99999999999", "NbOfTxs");
    }

    private static void assertRefused(String sound, String broken, String reason) {
        var file = golden(AMENDMENTS).replaceFirst(sound, broken).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Recorder.ofCollections(file))
                .isInstanceOfSatisfying(
                        MalformedMessage.class, refused -> assertThat(refused.line()).isPositive())
                .hasMessageContaining(reason);
    }

    @Test
    void write_declaresUtf8InDoubleQuotesWithoutMark() {
        var told = Recorder.ofCollections(Files.golden(AMENDMENTS)).told;
        assertThat(new String(Written.collections(told), StandardCharsets.UTF_8))
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document xmlns=\"urn:iso:")
                .contains("<CreDtTm>2026-04-09T08:00:00</CreDtTm>")
                .contains("<CtrlSum>150.00</CtrlSum>");
    }

    @Test
    void write_isValidForTheGoldenFiles() {
        for (String name : List.of(AMENDMENTS, "pain.008_b2b_and_ooff.xml")) {
            var told = Recorder.ofCollections(Files.golden(name)).told;
            Files.validate(Written.collections(told), "pain.008.001.08");
        }
    }

    @Test
    void write_refusesACountThatIsNotTrue() {
        var told = new ArrayList<>(Recorder.ofCollections(Files.golden(AMENDMENTS)).told);
        told.removeLast();
        assertThatIllegalStateException()
                .isThrownBy(() -> Written.collections(told))
                .withMessageContaining("tells of 5 transactions, sum 150.00")
                .withMessageContaining("4 were written");
    }

    @Test
    void write_refusesAGroupSumThatIsNotTrue() {
        var told = new ArrayList<>(Recorder.ofCollections(Files.golden(AMENDMENTS)).told);
        var group = (CollectionGroup) told.get(1);
        told.set(
                1,
                new CollectionGroup(
                        group.paymentInformationId(),
                        5,
                        new BigDecimal("150.01"),
                        group.batchBooking(),
                        group.terms(),
                        group.creditor()));
        assertThatIllegalStateException()
                .isThrownBy(() -> Written.collections(told))
                .withMessageContaining("group SYN-SDD-0001-RCUR");
    }

    @Test
    void write_leavesTheStreamOpen() {
        var closed = new boolean[1];
        var out =
                new ByteArrayOutputStream() {
                    @Override
                    public void close() {
                        closed[0] = true;
                    }
                };
        var told = Recorder.ofCollections(Files.golden(AMENDMENTS)).told;
        try (var writer = new Pain008Writer(out, (MessageHeader) told.getFirst())) {
            writer.group((CollectionGroup) told.get(1));
            told.subList(2, 7).forEach(value -> writer.collection((Collection) value));
        }
        assertThat(closed[0]).isFalse();
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("</Document>");
    }

    @Test
    void collection_refusesWhatSepaCannotCarry() {
        var told = Recorder.ofCollections(Files.golden(AMENDMENTS));
        var sound = told.all(Collection.class).getFirst();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new Collection(
                                        sound.instructionId(),
                                        "x".repeat(36),
                                        sound.amount(),
                                        sound.mandate(),
                                        sound.debtor(),
                                        sound.remittance()))
                .withMessageContaining("end-to-end id");
        var both = new Remittance(Optional.of("text"), List.of("RF18539007547034"));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new Collection(
                                        sound.instructionId(),
                                        sound.endToEndId(),
                                        sound.amount(),
                                        sound.mandate(),
                                        sound.debtor(),
                                        Optional.of(both)))
                .withMessageContaining("either one");
    }

    private static String golden(String name) {
        return new String(Files.golden(name), StandardCharsets.UTF_8);
    }
}
