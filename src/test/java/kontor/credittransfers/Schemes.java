package kontor.credittransfers;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.TestKontor;
import kontor.accounts.CreditorNumbers;
import kontor.accounts.NewAccount;
import kontor.core.Currency;
import kontor.core.Ids;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.AccountIdentifierType;
import kontor.identifiers.RoutingIdentifier;
import kontor.identifiers.RoutingIdentifierType;

/** One good payment by each scheme, with an own account that can make it. */
final class Schemes {

    /**
     * A good payment.
     *
     * @param own market, then numbers of the own account as TYPE:NUMBER
     * @param payee market, then the number and the bank numbers of the destination as TYPE:NUMBER
     */
    record Good(String scheme, String currency, String own, String payee, String reference) {

        @Override
        public String toString() {
            return scheme;
        }
    }

    private static final String GB = "GB NUMBER:31001111 GB_DSC:999100";
    private static final String SE = "SE IBAN:SE4550000000058398257466";
    private static final String DK = "DK IBAN:DK5699900000001111";
    private static final String NO = "NO NUMBER:86011117947";
    private static final String US = "US NUMBER:123456789 US_ABA:021000021";
    private static final String AU = "AU NUMBER:123456789 AU_BSB:062000";
    private static final String MX = "MX NUMBER:032180000118359719";
    private static final String CA = "CA NUMBER:1234567 CA_CPA:000300002";

    static final List<Good> ALL =
            List.of(
                    new Good(
                            "SCT",
                            "EUR",
                            "DE IBAN:DE12999100000000001111",
                            "DE IBAN:DE64500105173198833324",
                            "Invoice 1"),
                    new Good(
                            "SCT_INST",
                            "EUR",
                            "DE IBAN:DE12999100000000001111",
                            "FR IBAN:FR1420041010050500013M02606",
                            "RF18539007547034"),
                    new Good(
                            "CROSS_BORDER",
                            "USD",
                            "DE IBAN:DE12999100000000001111",
                            "US NUMBER:123456789 BIC:CHASUS33",
                            "Contract 7"),
                    new Good(
                            "GB_CT_BACS",
                            "GBP",
                            GB,
                            "GB NUMBER:31926819 GB_DSC:601613",
                            "SALARY DEC"),
                    new Good(
                            "GB_CT_CHAPS",
                            "GBP",
                            GB,
                            "GB NUMBER:31926819 GB_DSC:601613",
                            "Completion of 1 High Street"),
                    new Good("GB_CT_FPS", "GBP", GB, "GB NUMBER:31926819 GB_DSC:601613", "INV 17"),
                    new Good("SE_A2A", "SEK", SE, "SE NUMBER:50011234571", "Lön"),
                    new Good("SE_GIRO", "SEK", SE, "SE SE_BANKGIRO:9912346", "1234567897"),
                    new Good("DK_A2A", "DKK", DK, "DK NUMBER:99900000002222", "Faktura 7"),
                    new Good("DK_CT_SAMEDAY", "DKK", DK, "DK IBAN:DK3299900000002222", "Faktura 8"),
                    new Good("DK_CT_INST", "DKK", DK, "DK NUMBER:99900000002222", "Faktura 9"),
                    new Good("DK_CT_FIK71", "DKK", DK, "DK DK_FIK:81234567", "000000123456782"),
                    new Good("DK_CT_FIK73", "DKK", DK, "DK DK_FIK:81234567", "Membership 2027"),
                    new Good("DK_CT_FIK75", "DKK", DK, "DK DK_FIK:81234567", "0000000123456782"),
                    new Good(
                            "CH_CT",
                            "CHF",
                            "CH IBAN:CH9300762011623852957",
                            "CH IBAN:CH4431999123000889012",
                            "210000000003139471430009017"),
                    new Good("NO_CT", "NOK", NO, "NO NUMBER:86011117947", "Faktura"),
                    new Good("NO_CT_KID", "NOK", NO, "NO NUMBER:86011117947", "12345674"),
                    new Good(
                            "US_CT_ACH",
                            "USD",
                            US,
                            "US NUMBER:987654321 US_ABA:011401533",
                            "INV 5"),
                    new Good(
                            "US_CT_WIRE",
                            "USD",
                            US,
                            "US NUMBER:987654321 US_ABA:011401533",
                            "Closing"),
                    new Good(
                            "IS_CT",
                            "ISK",
                            "IS IBAN:IS140159260076545510730339",
                            "IS IBAN:IS140159260076545510730339",
                            "r"),
                    new Good("AU_CT", "AUD", AU, "AU NUMBER:12345678 AU_BSB:033000", "r"),
                    new Good(
                            "AU_CT_BECS",
                            "AUD",
                            AU,
                            "AU NUMBER:12345678 AU_BSB:033000",
                            "WAGES DEC"),
                    new Good("AU_CT_BPAY", "AUD", AU, "AU AU_BPAY_BILLER_CODE:12345", "4001234567"),
                    new Good(
                            "IL_CT",
                            "ILS",
                            "IL IBAN:IL620108000000099999999",
                            "IL IBAN:IL620108000000099999999",
                            "r"),
                    new Good(
                            "SG_CT",
                            "SGD",
                            "SG NUMBER:1234567890",
                            "SG NUMBER:987654321 BIC:DBSSSGSG",
                            "r"),
                    new Good(
                            "BG_CT",
                            "EUR",
                            "BG IBAN:BG80BNBG96611020345678",
                            "BG IBAN:BG80BNBG96611020345678",
                            "r"),
                    new Good("MX_CT", "MXN", MX, "MX NUMBER:032180000118359719", "r"),
                    new Good("MX_CT_SPID", "USD", MX, "MX NUMBER:032180000118359719", "r"),
                    new Good(
                            "KR_CT",
                            "KRW",
                            "KR NUMBER:1234567890",
                            "KR NUMBER:1102345678 BIC:SHBKKRSE",
                            "r"),
                    new Good(
                            "TH_CT",
                            "THB",
                            "TH NUMBER:1234567890",
                            "TH NUMBER:1234567890 BIC:KASITHBK",
                            "r"),
                    new Good(
                            "HK_CT",
                            "HKD",
                            "HK NUMBER:123456789",
                            "HK NUMBER:123456789 HK_NCC:004",
                            "r"),
                    new Good(
                            "CL_CT",
                            "CLP",
                            "CL NUMBER:1234567",
                            "CL NUMBER:7654321 BIC:BCHICLRM",
                            "r"),
                    new Good(
                            "CZ_CT",
                            "CZK",
                            "CZ IBAN:CZ6508000000192000145399",
                            "CZ IBAN:CZ6508000000192000145399",
                            "r"),
                    new Good("CA_CT_LYNX", "CAD", CA, "CA NUMBER:7654321 CA_CPA:000400003", "r"),
                    new Good("CA_CT_ACSS", "CAD", CA, "CA NUMBER:7654321 CA_CPA:000400003", "r"),
                    new Good(
                            "PL_CT",
                            "PLN",
                            "PL IBAN:PL61109010140000071219812874",
                            "PL NUMBER:61109010140000071219812874",
                            "r"),
                    new Good(
                            "RO_CT",
                            "RON",
                            "RO IBAN:RO49AAAA1B31007593840000",
                            "RO IBAN:RO49AAAA1B31007593840000",
                            "r"));

    private final Transfers kontor;
    private final Map<String, String> accounts = new HashMap<>();

    Schemes(Transfers kontor) {
        this.kontor = kontor;
    }

    static Good of(String scheme) {
        return ALL.stream().filter(good -> good.scheme.equals(scheme)).findFirst().orElseThrow();
    }

    /** The request's members by which it differs from the usual one. */
    String difference(Good good) {
        var payee = good.payee.split(" ");
        var routing =
                Arrays.stream(payee)
                        .skip(2)
                        .map(one -> one.split(":"))
                        .map(pair -> "{'type': '" + pair[0] + "', 'number': '" + pair[1] + "'}")
                        .toList();
        var number = payee[1].split(":");
        return "'scheme': '"
                + good.scheme
                + "', 'amount': {'currency': '"
                + good.currency
                + "', 'value': 100}, "
                + "'source': {'type': 'ACCOUNT', 'id': '"
                + account(good.own, good.currency)
                + "'}, 'reference': '"
                + good.reference
                + "', "
                + Transfers.inline(payee[0], number[0], number[1], String.join(", ", routing));
    }

    /** An own account of that market with those numbers, once. */
    String account(String own, String currency) {
        return accounts.computeIfAbsent(
                own + currency,
                _ -> {
                    var words = own.split(" ");
                    var identifiers =
                            Arrays.stream(words)
                                    .skip(1)
                                    .map(word -> word.split(":"))
                                    .filter(pair -> AccountIdentifierType.find(pair[0]).isPresent())
                                    .map(
                                            pair ->
                                                    AccountIdentifier.of(
                                                            AccountIdentifierType.valueOf(pair[0]),
                                                            words[0],
                                                            pair[1]))
                                    .toList();
                    var routing =
                            Arrays.stream(words)
                                    .skip(1)
                                    .map(word -> word.split(":"))
                                    .filter(pair -> AccountIdentifierType.find(pair[0]).isEmpty())
                                    .map(
                                            pair ->
                                                    RoutingIdentifier.of(
                                                            RoutingIdentifierType.valueOf(pair[0]),
                                                            pair[1]))
                                    .toList();
                    UUID entity =
                            UUID.fromString(
                                    kontor.developer
                                            .get("/financial-data/v2/entities")
                                            .at("/items/0/id"));
                    var bank = new NewAccount.Bank(Ids.next(), Ids.next(), Ids.next());
                    var added =
                            new NewAccount(
                                    entity,
                                    bank,
                                    words[0],
                                    Currency.known(currency),
                                    "Own in " + words[0],
                                    identifiers,
                                    routing,
                                    true,
                                    Optional.empty(),
                                    Map.of(),
                                    java.time.ZoneId.of("Europe/Berlin"),
                                    CreditorNumbers.NONE);
                    return TestKontor.shared()
                            .database()
                            .write(
                                    kontor.sandbox.organization(),
                                    tx ->
                                            TestKontor.shared()
                                                    .wiring()
                                                    .parties()
                                                    .accounts()
                                                    .add(tx, added))
                            .id()
                            .toString();
                });
    }
}
