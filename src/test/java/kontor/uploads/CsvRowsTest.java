package kontor.uploads;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.uploads.RowSource.Row;
import kontor.wire.Utf8Reader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV files as people make them, with all that goes wrong on the way. */
class CsvRowsTest {

    private static final List<CsvColumn> COLUMNS =
            List.of(
                    CsvColumn.required("scheme"),
                    CsvColumn.required("mandateReference"),
                    CsvColumn.optional("city"),
                    CsvColumn.keyed("counterparty.metadata."));

    private static final String HEADER = "scheme,mandateReference,city\n";

    private static List<Row> rows(byte[] file) throws IOException {
        var rows = new ArrayList<Row>();
        var text = new Utf8Reader(new ByteArrayInputStream(file), "file");
        try (var csv = new CsvRows(text, COLUMNS)) {
            for (var row = csv.next(); row != null; row = csv.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** Each row by its line, with its city or the code of its fault. */
    private static List<String> told(String file) throws IOException {
        return rows(file.getBytes(UTF_8)).stream()
                .map(
                        row ->
                                row.line()
                                        + " "
                                        + row.faults().stream()
                                                .map(Fault::code)
                                                .findFirst()
                                                .orElse(row.object().path("city").asText()))
                .toList();
    }

    private static List<Fault> faults(byte[] file) {
        try {
            rows(file);
            return List.of();
        } catch (InvalidRequest invalid) {
            return invalid.faults();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String messages(String file) {
        return faults(file.getBytes(UTF_8)).stream()
                .map(one -> one.code() + " " + one.message())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void longRecord_isTheFaultOfItsRow_andThoseBehindKeepTheirLines() throws IOException {
        String much = "x".repeat(100_000);
        assertThat(
                        told(
                                HEADER
                                        + "CORE,1,\"a\nb\"\n"
                                        + "CORE,2,"
                                        + much
                                        + "\n"
                                        + "CORE,3,\""
                                        + (much + "\n").repeat(3)
                                        + "\"\"\"\n"
                                        + "CORE,\""
                                        + "\"\"".repeat(50_000)
                                        + "\",5\r\n"
                                        + "CORE,4,"
                                        + ",".repeat(70_000)
                                        + "\r"
                                        + "CORE,5,"
                                        + ",".repeat(300)
                                        + "\n\n"
                                        + "CORE,6,Oslo\n"))
                .containsExactly(
                        "2 a\nb",
                        "4 record_too_long",
                        "5 record_too_long",
                        "9 record_too_long",
                        "10 record_too_long",
                        "11 ",
                        "13 Oslo");
    }

    @Test
    void recordsThatAreCut_harmNoOther_whereverTheirEndIs() throws IOException {
        var random = new Random(7);
        for (int run = 0; run < 3_000; run++) {
            var expected = new ArrayList<String>();
            var text = new StringBuilder("h,h\n");
            int line = 2;
            for (int i = 0; i < 6; i++) {
                String record = record(random);
                boolean isLong = record.length() > 12;
                expected.add(line + " " + isLong);
                text.append(record).append("\n");
                line += 1 + (int) record.chars().filter(c -> c == '\n').count();
            }
            assertThat(read(text.toString(), 1 + random.nextInt(20)))
                    .as(text.toString())
                    .isEqualTo(expected);
        }
    }

    /** Two cells, with quotes, commas and lines in them. */
    private static String record(Random random) {
        return IntStream.range(0, 2)
                .mapToObj(
                        _ -> {
                            String cell =
                                    random.ints(random.nextInt(9), 0, 4)
                                            .mapToObj(i -> "a\",\n".substring(i, i + 1))
                                            .collect(Collectors.joining());
                            return "\"" + cell.replace("\"", "\"\"") + "\"";
                        })
                .collect(Collectors.joining(","));
    }

    /** The line of each record, and whether it was cut, as a parser of little memory sees them. */
    private static List<String> read(String file, int atATime) throws IOException {
        var text = new CsvText(new Slowly(file, atATime), ',', 12);
        var records = new ArrayList<String>();
        try (var csv =
                CsvReader.builder()
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(text)) {
            for (var record : csv) {
                if (record.getStartingLineNumber() > 1) {
                    records.add(
                            text.line(record.getStartingLineNumber())
                                    + " "
                                    + text.isCut(record.getStartingLineNumber()));
                }
            }
        }
        return records;
    }

    private static final class Slowly extends Reader {
        private final Reader all;
        private final int atATime;

        Slowly(String text, int atATime) {
            this.all = new StringReader(text);
            this.atATime = atATime;
        }

        @Override
        public int read(char[] into, int from, int length) throws IOException {
            return all.read(into, from, Math.min(length, atATime));
        }

        @Override
        public void close() throws IOException {
            all.close();
        }
    }

    @Test
    void longHeader_refusesTheFile() {
        assertThat(messages("x".repeat(100_000) + "\n1\n")).startsWith("record_too_long");
        assertThat(messages("scheme" + ",x".repeat(300) + "\n1\n"))
                .startsWith("column_count the header has 301 columns");
        assertThat(messages(HEADER + "CORE,1,\"" + "x\n".repeat(100_000)))
                .isEqualTo("invalid_csv the quote that opens in line 2 is never closed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scheme,mandateReference,city",
                "\ufeffscheme,mandateReference,city",
                "city,mandateReference,scheme",
                " scheme ,counterparty.metadata.group,,"
            })
    void headerInTheMiddle_isTold(String header) throws IOException {
        assertThat(told(HEADER + "CORE,1,Oslo\n" + header + "\nCORE,2,Bonn\n"))
                .containsExactly("2 Oslo", "3 header_repeated", "4 Bonn");
    }

    @Test
    void fileWithoutHeader_isToldOfNamesOfItsKind() {
        assertThat(messages("CORE,M-1,Oslo\n"))
                .startsWith("header_missing")
                .contains("names like scheme, mandateReference")
                .doesNotContain("amount");
        assertThat(messages("scheme|mandateReference\nCORE|1\n"))
                .startsWith("header_missing")
                .contains("commas, semicolons or tabs");
    }

    @Test
    void unknownColumns_areToldWithTheNearestName_andWithAllOnce() {
        assertThat(messages("Scheme,mandate_reference,town\n1,2,3\n"))
                .contains("column 1: Scheme is no column; did you mean scheme?")
                .contains("mandate_reference is no column; did you mean mandateReference?")
                .contains("town is no column; there are scheme, mandateReference, city,")
                .contains("counterparty.metadata.<key>, metadata.<key>")
                .containsOnlyOnce("there are")
                .contains("the header lacks scheme");
        assertThat(messages("scheme,mandateReference,scheme,metadata.a,metadata.a\n1\n"))
                .contains("column 3: scheme stands", "column 5: metadata.a stands");
        assertThat(messages("scheme,,mandateReference\n1\n")).contains("column 2 has no name");
        assertThat(messages("scheme,mandateReference,metadata.,counterparty.metadata.\n1\n"))
                .contains("column 3: metadata. is", "column 4: counterparty.metadata. is");
    }

    private static List<String> rowsAndFaults(String file) throws IOException {
        return rows(file.getBytes(UTF_8)).stream()
                .map(
                        row ->
                                row.line()
                                        + row.faults().stream()
                                                .map(one -> " " + one.code() + " " + one.message())
                                                .collect(Collectors.joining()))
                .toList();
    }

    @Test
    void strayQuote_isToldWithTheLinesThatItTookIn() throws IOException {
        String ran =
                "the quote that opens in line 2 runs over 3 lines, to line 4; close it where its"
                        + " cell ends";
        String fits = "CORE,1,\"Oslo,x\nCORE,2,Bonn,y\nCORE,3,Rome\",z\nCORE,4,Wien,w\n";
        assertThat(rowsAndFaults("scheme,mandateReference,city,metadata.a\n" + fits))
                .containsExactly(
                        "2 invalid_csv "
                                + ran
                                + ": it takes in the rows behind it, which became nothing",
                        "5");
        assertThat(rowsAndFaults(HEADER + fits.replace(",w", "")))
                .containsExactly("2 column_count has 4 cells, the header has 3; " + ran, "5");
        String much = "x".repeat(70_000);
        assertThat(
                        rowsAndFaults(HEADER + "CORE,1,\"a\n" + much + "\nb\"\nCORE,2,Wien\n")
                                .getFirst())
                .startsWith("2 record_too_long")
                .endsWith(ran);
    }

    @Test
    void textOverLines_isLetBe() throws IOException {
        String text = "CORE,1,\"Street 1, 2nd floor\nTown, \"\"Old\"\"\n\",\"a\nb\"\n";
        assertThat(rowsAndFaults("scheme,mandateReference,city,metadata.a\n" + text))
                .containsExactly("2");
    }

    @ParameterizedTest
    @CsvSource({
        "scheme, scheme",
        "address.0.city, town",
        "identifiers.0.number, identifier.number",
        "identifiers.0.holder, identifier.holder",
        "identifiers.0, identifier",
        "identifiers, identifier",
        "routing.0.type, routing.0.type",
        "routing.0, routing.0",
        "routing, routing",
        "other.member, other.member",
    })
    void faults_standInTheColumnsOfTheFile(String member, String column) throws IOException {
        var columns =
                List.of(
                        CsvColumn.required("scheme"),
                        CsvColumn.optional("identifier.number", "identifiers.0.number"),
                        CsvColumn.optional("routing.type", "routing.0.type"),
                        CsvColumn.optional("town", "address.0.city"));
        String file = "scheme,identifier.number,routing.0.type\nCORE,1,BIC\n";
        try (var csv = new CsvRows(new StringReader(file), columns)) {
            var row = requireNonNull(csv.next());
            assertThat(row.places().apply(member)).isEqualTo(column);
        }
    }

    @Test
    void metadata_isOfWhatTheColumnNames() throws IOException {
        var row =
                rows(("scheme,mandateReference,metadata.a.metadata.b,"
                                        + "counterparty.metadata.c.d\nCORE,1,x,y\n")
                                .getBytes(UTF_8))
                        .getFirst()
                        .object();
        assertThat(row.path("metadata").path("a.metadata.b").asText()).isEqualTo("x");
        assertThat(row.at("/counterparty/metadata").path("c.d").asText()).isEqualTo("y");
    }

    @Test
    void emptyColumnsAtTheEnd_arePassedOver() throws IOException {
        assertThat(
                        told(
                                "scheme,mandateReference,city,,,\n"
                                        + "CORE,1,Oslo,,,\n"
                                        + "CORE,2,Bonn\n"
                                        + "CORE,3,Rome,,,,, \n"
                                        + "CORE,4,Wien,,x\n"
                                        + "CORE,5\n"
                                        + ",,,,,\n"))
                .containsExactly("2 Oslo", "3 Bonn", "4 Rome", "5 column_count", "6 column_count");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\n|,",
                "\\r\\n|,",
                "\\r|,",
                "\\n|;",
                "\\r\\n|;",
                "\\r|;",
                "\\n|\\t",
                "\\r|\\t"
            })
    void linesAndCells_endAsTheyLike(String lineEnd, String separator) throws IOException {
        String end = lineEnd.translateEscapes();
        String file = "scheme,mandateReference,city\nCORE,1,\"a b\"\n\nCORE,2,Bonn\n";
        String theirs = file.replace("\n", end).replace(",", separator.translateEscapes());
        assertThat(told(theirs)).containsExactly("2 a b", "4 Bonn");
        assertThat(told("sep=" + separator.translateEscapes() + end + theirs))
                .containsExactly("3 a b", "5 Bonn");
    }

    @Test
    void rowOfAnotherSeparator_isToldWhichTheHeaderHas() throws IOException {
        var row = rows((HEADER + "CORE;1;Oslo\n").getBytes(UTF_8)).getFirst();
        assertThat(row.faults().getFirst().message())
                .isEqualTo(
                        "has 1 cell, the header has 3; separate its cells as the names of the"
                                + " header, by commas");
    }

    @Test
    void characterSets_areToldApart() throws IOException {
        String file = HEADER + "CORE,1,Å\n";
        assertThat(rows(("\ufeff\ufeff" + file).getBytes(UTF_8))).hasSize(1);
        for (String other : List.of("windows-1252", "UTF-16", "UTF-16BE", "UTF-16LE", "IBM850")) {
            assertThat(faults(file.getBytes(Charset.forName(other))))
                    .as(other)
                    .extracting(Fault::code)
                    .containsExactly("invalid_encoding");
        }
        assertThat(faults(HEADER.getBytes(UTF_16LE)).getFirst().message()).contains("UTF-16");
        assertThat(faults(file.getBytes(Charset.forName("windows-1252"))).getFirst().message())
                .contains("in line 2");
    }
}
