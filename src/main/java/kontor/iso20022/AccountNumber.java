package kontor.iso20022;

import java.util.Optional;
import kontor.xml.XmlNode;

/** How an account is named in a payment order ({@code CashAccount/Id}). */
public sealed interface AccountNumber {

    /** The number as it stands in the file. */
    String number();

    record Iban(String number) implements AccountNumber {

        public Iban {
            Checks.text("IBAN", number, 34);
        }
    }

    /**
     * A national number, of an account without IBAN.
     *
     * @param number at most 34 characters
     * @param scheme the kind of number: {@code BBAN}, or the bank's own such as {@code BGNR}
     */
    record Other(String number, Optional<Code> scheme) implements AccountNumber {

        public Other {
            Checks.text("account number", number, 34);
            Checks.code("account scheme", scheme, 4);
        }
    }

    static AccountNumber read(XmlNode account) {
        var id = account.need("Id");
        return id.build(
                () -> id.textAt("IBAN").<AccountNumber>map(Iban::new).orElseGet(() -> other(id)));
    }

    private static Other other(XmlNode id) {
        return new Other(id.needText("Othr", "Id"), Code.read(id.at("Othr", "SchmeNm")));
    }

    /** Writes {@code Id} of an account. */
    default void write(XmlSink xml) {
        xml.open("Id");
        switch (this) {
            case Iban(var iban) -> xml.text("IBAN", iban);
            case Other(var other, var scheme) -> {
                xml.open("Othr");
                xml.text("Id", other);
                scheme.ifPresent(code -> code.write(xml, "SchmeNm"));
                xml.close("Othr");
            }
        }
        xml.close("Id");
    }
}
