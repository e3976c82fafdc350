package kontor;

import static kontor.Jsons.json;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kontor.StoryRecord.Open;
import kontor.StoryRecord.Payer;

/**
 * Does what users do, one thing after the other, and keeps in the record what it was told of each.
 */
final class StoryActor implements Runnable {

    private static final String COUNTERPARTIES = "/payments/v2/counterparties";
    private static final String MANDATES = "/payments/v2/mandates";
    private static final String DEBITS = "/payments/v2/direct-debits";
    private static final String TRANSFERS = "/payments/v2/credit-transfers";

    /** Two that simply pay, often; the others do what {@code testbank/Scenario} says of them. */
    private static final List<String> PARTIES =
            List.of(
                    "DE64500105173198833324",
                    "DE89370400440532013000",
                    "DE64500105173198833324",
                    "DE89370400440532013000",
                    "DE64500105173198833324",
                    "DE89370400440532013000",
                    "DE40500105176499974616",
                    "DE94999100000000002060",
                    "DE86999100000000002010",
                    "DE31999100000000002030",
                    "DE23999100000000001010",
                    "DE86999100000000001040",
                    "DE52999100000000003010",
                    "DE81999100000000005010",
                    "DE05999100000000005020",
                    "DE18999100000000004010",
                    "DE39999100000000004020",
                    "DE60999100000000004030");

    private static final List<String> LISTS =
            List.of(
                    DEBITS,
                    TRANSFERS,
                    MANDATES,
                    COUNTERPARTIES,
                    "/financial-data/v2/accounts",
                    "/financial-data/v2/transactions",
                    "/financial-data/v2/pending-transactions",
                    "/connectivity/v2beta/connections");
    private static final String BOUNDARY = "the-boundary-of-the-story";

    private final String self;
    private final StoryClient developer;
    private final StoryClient owner;
    private final List<String> accounts;
    private final StoryRecord record;
    private final RandomGenerator random;
    private final BooleanSupplier goesOn;
    private int deeds;

    /**
     * @param self begins the names of all it makes
     * @param accounts ids of the own accounts in EUR
     */
    StoryActor(
            String self,
            StoryClient developer,
            StoryClient owner,
            List<String> accounts,
            StoryRecord record,
            RandomGenerator random,
            BooleanSupplier goesOn) {
        this.self = self;
        this.developer = developer;
        this.owner = owner;
        this.accounts = accounts;
        this.record = record;
        this.random = random;
        this.goesOn = goesOn;
    }

    @Override
    public void run() {
        while (goesOn.getAsBoolean()) {
            try {
                act(self + "-" + ++deeds);
            } catch (RuntimeException | AssertionError fault) {
                record.fault(fault);
            }
        }
    }

    private void act(String name) {
        switch (random.nextInt(24)) {
            case 0, 1 -> payer(name);
            case 2, 3, 4 ->
                    record.anyPayer(random)
                            .ifPresent(payer -> payment(name, DEBITS, debit(name, payer)));
            case 5, 6, 7 -> payment(name, TRANSFERS, transfer(name));
            case 8 -> jsonBatch(name);
            case 9 -> csvBatch(name);
            case 10, 11, 12, 13, 14, 15 ->
                    record.anyOpen(random).ifPresent(open -> decide(name, open));
            case 16 -> record.anyBatch(random).ifPresent(batch -> decideBatch(name, batch));
            case 17, 18 -> record.anyPayer(random).ifPresent(payer -> rename(name, payer));
            case 19 -> record.anyOpen(random).ifPresent(open -> postpone(name, open));
            case 20 -> record.anyPayer(random).ifPresent(payer -> cancel(name, payer));
            case 21 -> advance(name, random.nextInt(3));
            default -> record.count("READ " + developer.get(pick(LISTS) + "?limit=50").status());
        }
    }

    private void payer(String name) {
        Reply made =
                told(
                        name,
                        "COUNTERPARTY",
                        developer.post(
                                COUNTERPARTIES,
                                json(
                                        """
                                        {'legalName': '%s', 'accounts':
                                            [{'market': 'DE', 'identifiers': [{'type': 'IBAN', 'number': '%s'}]}]}
                                        """
                                                .formatted(name, pick(PARTIES))),
                                name));
        mandate(name + "-m", made.at("/id"), made.at("/accounts/0/id"));
    }

    private void mandate(String name, String counterpartyId, String externalAccountId) {
        Reply made =
                told(
                        name,
                        "MANDATE",
                        developer.post(
                                MANDATES,
                                json(
                                        """
                                        {'scheme': 'SDD_CORE', 'externalAccountId': '%s', 'mandateReference': '%s'}
                                        """
                                                .formatted(externalAccountId, name)),
                                name));
        if (made.status() == 201) {
            record.add(new Payer(counterpartyId, externalAccountId, made.at("/id")));
        }
    }

    private void payment(String name, String path, String body) {
        Reply made = told(name, "PAYMENT", developer.post(path, body, name));
        if (made.status() == 201) {
            record.add(new Open(path, made.at("/id"), made.at("/approvalSteps/0/id")));
        }
    }

    private String debit(String name, Payer payer) {
        return json(
                """
                {'amount': {'currency': 'EUR', 'value': %d}, 'date': '%s', 'scheme': 'SDD_CORE',
                 'source': {'type': 'ACCOUNT', 'id': '%s'}, 'mandateId': '%s', 'reference': '%s'}
                """
                        .formatted(amount(), day(1, 6), pick(accounts), payer.mandateId(), name));
    }

    private String transfer(String name) {
        return json(
                """
                {'amount': {'currency': 'EUR', 'value': %d}, 'date': '%s', 'scheme': '%s',
                 'source': {'type': 'ACCOUNT', 'id': '%s'}, 'destination': %s, 'reference': '%s'}
                """
                        .formatted(
                                amount(),
                                day(0, 4),
                                random.nextInt(6) == 0 ? "SCT_INST" : "SCT",
                                pick(accounts),
                                destination(),
                                name));
    }

    /** Also the account that pays, which is refused. */
    private String destination() {
        String own = "{'type': 'ACCOUNT', 'id': '" + pick(accounts) + "'}";
        return switch (random.nextInt(3)) {
            case 0 -> own;
            case 1 ->
                    "{'type': 'INLINE', 'market': 'DE', 'holder': {'legalName': 'Payee'},"
                            + " 'identifiers': [{'type': 'IBAN', 'number': '"
                            + pick(PARTIES)
                            + "'}]}";
            default ->
                    record.anyPayer(random)
                            .map(
                                    payer ->
                                            "{'type': 'EXTERNAL_ACCOUNT', 'id': '"
                                                    + payer.externalAccountId()
                                                    + "'}")
                            .orElse(own);
        };
    }

    private void jsonBatch(String name) {
        Optional<Payer> payer = record.anyPayer(random).filter(_ -> random.nextBoolean());
        String records =
                names(name, 30)
                        .map(
                                one ->
                                        random.nextInt(50) == 0
                                                ? "{}"
                                                : payer.map(from -> debit(one, from))
                                                        .orElseGet(() -> transfer(one)))
                        .collect(Collectors.joining(","));
        batch(
                name,
                payer.isPresent(),
                json(
                        """
                        {'treatment': '%s', 'skipValidationErrors': %b, 'metadata': {'story': '%s'}, 'payments': [%s]}
                        """
                                .formatted(treatment(), random.nextBoolean(), name, records)),
                "application/json");
    }

    private void csvBatch(String name) {
        String file =
                "amount.currency,amount.value,date,scheme,reference,source.type,source.id,destination.type,destination.market,destination.holder.legalName,destination.identifier.type,destination.identifier.market,destination.identifier.number\n"
                        + names(name, 400)
                                .map(
                                        one ->
                                                "EUR,%d,%s,SCT,%s,ACCOUNT,%s,INLINE,DE,Payee,IBAN,DE,%s\n"
                                                        .formatted(
                                                                amount(),
                                                                day(2, 4),
                                                                one,
                                                                pick(accounts),
                                                                pick(PARTIES)))
                                .collect(Collectors.joining());
        String form =
                part("treatment", treatment())
                        + part("metadata", json("{'story': '" + name + "'}"))
                        + part(
                                "fileContentType",
                                "application/vnd.atlar.payments.v2.credit-transfer.batch+csv")
                        + part("file\"; filename=\"batch.csv", file)
                        + "--"
                        + BOUNDARY
                        + "--\r\n";
        batch(name, false, form, "multipart/form-data; boundary=" + BOUNDARY);
    }

    private Stream<String> names(String batch, int most) {
        return IntStream.rangeClosed(1, 1 + random.nextInt(most)).mapToObj(i -> batch + "-" + i);
    }

    private static String part(String name, String content) {
        return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                .formatted(BOUNDARY, name, content);
    }

    private void batch(String name, boolean debits, String body, String type) {
        String path =
                "/payments/v2beta/" + (debits ? "direct-debit-batches" : "credit-transfer-batches");
        Reply made = told(name, "BATCH", developer.post(path, body, name, "Content-Type", type));
        if (made.status() == 201) {
            record.addBatch(new Open(path, made.at("/id"), ""));
        }
    }

    private void decide(String name, Open open) {
        String[] headers =
                random.nextInt(4) == 0 ? new String[] {"If-Match", "version:1"} : new String[0];
        String path = open.path() + "/" + open.id();
        if (random.nextInt(8) == 0) {
            told(name, "REJECTION", owner.post(path + ":reject", "{}", name, headers));
        } else {
            told(
                    name,
                    "APPROVAL",
                    owner.post(
                            path + ":approve",
                            json("{'approvalStepId': '" + open.step() + "'}"),
                            name,
                            headers));
        }
    }

    /** As a whole where it wants that, else some of its payments become open to all. */
    private void decideBatch(String name, Open batch) {
        for (var step :
                developer.get(batch.path() + "/" + batch.id()).json().at("/approvalSteps")) {
            if (step.path("status").asText().equals("PENDING")) {
                decide(name, new Open(batch.path(), batch.id(), step.path("id").asText()));
                return;
            }
        }
        String payments = batch.path().contains("direct-debit") ? DEBITS : TRANSFERS;
        for (var payment :
                developer
                        .get(payments + "?limit=40&status=CREATED&batchId=" + batch.id())
                        .json()
                        .at("/items")) {
            record.add(
                    new Open(
                            payments,
                            payment.path("id").asText(),
                            payment.at("/approvalSteps/0/id").asText()));
        }
    }

    private void rename(String name, Payer payer) {
        String path = COUNTERPARTIES + "/" + payer.counterpartyId();
        String version = developer.get(path).header("ETag");
        String alias = json("[{'op': 'replace', 'path': '/alias', 'value': '" + name + "'}]");
        told(name, "RENAMING", developer.patch(path, alias, name, "If-Match", version));
    }

    private void postpone(String name, Open payment) {
        record.add(payment);
        if (payment.path().equals(TRANSFERS)) {
            told(
                    name,
                    "POSTPONEMENT",
                    developer.patch(
                            TRANSFERS + "/" + payment.id(),
                            json(
                                    "[{'op': 'replace', 'path': '/date', 'value': '"
                                            + day(3, 3)
                                            + "'}]"),
                            name));
        }
    }

    private void cancel(String name, Payer payer) {
        told(
                name,
                "CANCELLATION",
                developer.post(MANDATES + "/" + payer.mandateId() + ":cancel", "", name));
        mandate(name + "-m", payer.counterpartyId(), payer.externalAccountId());
    }

    void advance(String name, int days) {
        String to = "{'to': '" + record.today().plusDays(days) + "'}";
        String body = days == 0 || random.nextBoolean() ? to : "{'days': " + days + "}";
        Reply reply = owner.post("/v1/testbank/clock:advance", json(body), name);
        // 400: another actor went further meanwhile.
        record.count("CLOCK " + reply.status());
        if (reply.status() == 200) {
            record.itIs(LocalDate.parse(reply.at("/date")));
        }
    }

    /** A day ahead, both bounds included. */
    private LocalDate day(int least, int most) {
        return record.today().plusDays(random.nextInt(least, most + 1));
    }

    private int amount() {
        return random.nextInt(1, 100_000);
    }

    private String treatment() {
        return random.nextBoolean() ? "BATCH" : "INDIVIDUAL_PAYMENTS";
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private Reply told(String name, String kind, Reply reply) {
        record.told(name, kind, reply);
        return reply;
    }
}
