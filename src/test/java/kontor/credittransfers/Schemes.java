package kontor.credittransfers;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.CreditTransferBuilder;
import kontor.SandboxOrganization;
import kontor.Table;
import kontor.TestKontor;
import kontor.accounts.NewAccount;
import kontor.core.Currency;
import kontor.core.Ids;
import kontor.entities.CreditorNumbers;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.AccountIdentifierType;
import kontor.identifiers.RoutingIdentifier;
import kontor.identifiers.RoutingIdentifierType;

/** One good payment by each scheme, with an own account that can make it. */
final class Schemes {

    /**
     * A good payment.
     *
     * @param own the own account, as {@link Numbers} are written
     * @param payee the destination
     */
    record Good(String scheme, String currency, String own, String payee, String reference) {

        private static Good of(String[] row) {
            return new Good(row[0], row[1], row[2], row[3], row[4]);
        }
    }

    /** Scheme, currency, own account, payee, reference. */
    static final List<Good> ALL =
            Table.of(
                            """
                            SCT           | EUR | DE IBAN:DE12999100000000001111       | DE IBAN:DE64500105173198833324       | Invoice 1
                            SCT_INST      | EUR | DE IBAN:DE12999100000000001111       | FR IBAN:FR1420041010050500013M02606  | RF18539007547034
                            CROSS_BORDER  | USD | DE IBAN:DE12999100000000001111       | US NUMBER:123456789 BIC:CHASUS33     | Contract 7
                            GB_CT_BACS    | GBP | GB NUMBER:31001111 GB_DSC:999100     | GB NUMBER:31926819 GB_DSC:601613     | SALARY DEC
                            GB_CT_CHAPS   | GBP | GB NUMBER:31001111 GB_DSC:999100     | GB NUMBER:31926819 GB_DSC:601613     | Completion of 1 High Street
                            GB_CT_FPS     | GBP | GB NUMBER:31001111 GB_DSC:999100     | GB NUMBER:31926819 GB_DSC:601613     | INV 17
                            SE_A2A        | SEK | SE IBAN:SE4550000000058398257466     | SE NUMBER:50011234571                | Lön
                            SE_GIRO       | SEK | SE IBAN:SE4550000000058398257466     | SE SE_BANKGIRO:9912346               | 1234567897
                            DK_A2A        | DKK | DK IBAN:DK5699900000001111           | DK NUMBER:99900000002222             | Faktura 7
                            DK_CT_SAMEDAY | DKK | DK IBAN:DK5699900000001111           | DK IBAN:DK3299900000002222           | Faktura 8
                            DK_CT_INST    | DKK | DK IBAN:DK5699900000001111           | DK NUMBER:99900000002222             | Faktura 9
                            DK_CT_FIK71   | DKK | DK IBAN:DK5699900000001111           | DK DK_FIK:81234567                   | 000000123456782
                            DK_CT_FIK73   | DKK | DK IBAN:DK5699900000001111           | DK DK_FIK:81234567                   | Membership 2027
                            DK_CT_FIK75   | DKK | DK IBAN:DK5699900000001111           | DK DK_FIK:81234567                   | 0000000123456782
                            CH_CT         | CHF | CH IBAN:CH9300762011623852957        | CH IBAN:CH4431999123000889012        | 210000000003139471430009017
                            NO_CT         | NOK | NO NUMBER:86011118005                | NO NUMBER:86011117947                | Faktura
                            NO_CT_KID     | NOK | NO NUMBER:86011118005                | NO NUMBER:86011117947                | 12345674
                            US_CT_ACH     | USD | US NUMBER:123456789 US_ABA:021000021 | US NUMBER:987654321 US_ABA:011401533 | INV 5
                            US_CT_WIRE    | USD | US NUMBER:123456789 US_ABA:021000021 | US NUMBER:987654321 US_ABA:011401533 | Closing
                            IS_CT         | ISK | IS IBAN:IS840159260076565510730339   | IS IBAN:IS140159260076545510730339   | r
                            AU_CT         | AUD | AU NUMBER:123456789 AU_BSB:062000    | AU NUMBER:12345678 AU_BSB:033000     | r
                            AU_CT_BECS    | AUD | AU NUMBER:123456789 AU_BSB:062000    | AU NUMBER:12345678 AU_BSB:033000     | WAGES DEC
                            AU_CT_BPAY    | AUD | AU NUMBER:123456789 AU_BSB:062000    | AU AU_BPAY_BILLER_CODE:12345         | 4001234567
                            IL_CT         | ILS | IL IBAN:IL110108000000088888888      | IL IBAN:IL620108000000099999999      | r
                            SG_CT         | SGD | SG NUMBER:1234567890                 | SG NUMBER:987654321 BIC:DBSSSGSG     | r
                            BG_CT         | EUR | BG IBAN:BG53BNBG96611020345679       | BG IBAN:BG80BNBG96611020345678       | r
                            MX_CT         | MXN | MX NUMBER:032180000118359722         | MX NUMBER:032180000118359719         | r
                            MX_CT_SPID    | USD | MX NUMBER:032180000118359722         | MX NUMBER:032180000118359719         | r
                            KR_CT         | KRW | KR NUMBER:1234567890                 | KR NUMBER:1102345678 BIC:SHBKKRSE    | r
                            TH_CT         | THB | TH NUMBER:2234567890                 | TH NUMBER:1234567890 BIC:KASITHBK    | r
                            HK_CT         | HKD | HK NUMBER:223456789                  | HK NUMBER:123456789 HK_NCC:004       | r
                            CL_CT         | CLP | CL NUMBER:1234567                    | CL NUMBER:7654321 BIC:BCHICLRM       | r
                            CZ_CT         | CZK | CZ IBAN:CZ1108000000192000145401     | CZ IBAN:CZ6508000000192000145399     | r
                            CA_CT_LYNX    | CAD | CA NUMBER:1234567 CA_CPA:000300002   | CA NUMBER:7654321 CA_CPA:000400003   | r
                            CA_CT_ACSS    | CAD | CA NUMBER:1234567 CA_CPA:000300002   | CA NUMBER:7654321 CA_CPA:000400003   | r
                            PL_CT         | PLN | PL IBAN:PL34109010140000071219812875 | PL NUMBER:61109010140000071219812874 | r
                            RO_CT         | RON | RO IBAN:RO22AAAA1B31007593840001     | RO IBAN:RO49AAAA1B31007593840000     | r
                            """)
                    .stream()
                    .map(Good::of)
                    .toList();

    private final SandboxOrganization sandbox;
    private final Map<String, String> accounts = new HashMap<>();

    private final String entity;

    Schemes(SandboxOrganization sandbox) {
        this.sandbox = sandbox;
        entity = sandbox.developer().get("/financial-data/v2/entities").at("/items/0/id");
    }

    /** A market and the numbers of an account there: {@code GB NUMBER:31001111 GB_DSC:999100}. */
    private record Numbers(String market, List<String[]> pairs) {

        static Numbers parse(String text) {
            var words = text.split(" ");
            var pairs = Arrays.stream(words).skip(1).map(word -> word.split(":", 2)).toList();
            return new Numbers(words[0], pairs);
        }

        private Stream<String[]> pairs(boolean ofAccount) {
            return pairs.stream()
                    .filter(pair -> AccountIdentifierType.find(pair[0]).isPresent() == ofAccount);
        }

        List<AccountIdentifier> identifiers() {
            return pairs(true)
                    .map(
                            pair -> {
                                var type = AccountIdentifierType.valueOf(pair[0]);
                                return AccountIdentifier.of(type, market, pair[1]);
                            })
                    .toList();
        }

        List<RoutingIdentifier> routing() {
            return pairs(false)
                    .map(
                            pair -> {
                                var type = RoutingIdentifierType.valueOf(pair[0]);
                                return RoutingIdentifier.of(type, pair[1]);
                            })
                    .toList();
        }
    }

    /** The good payment by a scheme. */
    CreditTransferBuilder aPayment(String scheme) {
        return aPayment(
                ALL.stream().filter(good -> good.scheme.equals(scheme)).findFirst().orElseThrow());
    }

    CreditTransferBuilder aPayment(Good good) {
        var payment =
                sandbox.aCreditTransfer()
                        .scheme(good.scheme)
                        .of(good.currency, 100)
                        .from(account(good.own, good.currency))
                        .with("reference", good.reference);
        return to(payment, good.payee);
    }

    /**
     * A payment that differs from the good one.
     *
     * @param difference members of the request, or {@code to} and the numbers of another payee
     */
    CreditTransferBuilder aPayment(String scheme, String difference) {
        var payment = aPayment(scheme);
        return difference.startsWith("to ")
                ? to(payment, difference.substring(3))
                : payment.with(difference);
    }

    private static CreditTransferBuilder to(CreditTransferBuilder payment, String payee) {
        var numbers = Numbers.parse(payee);
        var number = numbers.pairs.getFirst();
        var routing =
                numbers.pairs.stream()
                        .skip(1)
                        .map(pair -> "{'type': '%s', 'number': '%s'}".formatted(pair[0], pair[1]))
                        .toList();
        return payment.toNumber(numbers.market, number[0], number[1], String.join(", ", routing));
    }

    /** The id of an own account with those numbers, made once. */
    String account(String own, String currency) {
        return accounts.computeIfAbsent(own + currency, _ -> makeAccount(own, currency));
    }

    private String makeAccount(String own, String currency) {
        var numbers = Numbers.parse(own);
        var added =
                new NewAccount(
                        UUID.fromString(entity),
                        new NewAccount.Bank(Ids.next(), Ids.next(), Ids.next()),
                        numbers.market,
                        Currency.known(currency),
                        "Own in " + numbers.market,
                        numbers.identifiers(),
                        numbers.routing(),
                        true,
                        Optional.empty(),
                        Map.of(),
                        ZoneId.of("Europe/Berlin"),
                        CreditorNumbers.NONE);
        var kontor = TestKontor.shared();
        return kontor.database()
                .write(
                        sandbox.organization(),
                        tx -> kontor.wiring().parties().accounts().add(tx, added).id().toString());
    }
}
