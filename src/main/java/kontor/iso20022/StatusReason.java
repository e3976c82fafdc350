package kontor.iso20022;

import java.util.List;
import java.util.Optional;
import kontor.xml.XmlNode;

/**
 * Why a status is what it is ({@code StsRsnInf}).
 *
 * @param code absent when the bank explains in words only
 * @param additionalInformation lines of at most 105 characters, all kept
 */
public record StatusReason(Optional<Code> code, List<String> additionalInformation) {

    public StatusReason {
        additionalInformation = List.copyOf(additionalInformation);
        if (code.isEmpty() && additionalInformation.isEmpty()) {
            throw new IllegalArgumentException("a reason has a code or words");
        }
    }

    public static StatusReason of(String isoCode) {
        return new StatusReason(Optional.of(Code.iso(isoCode)), List.of());
    }

    static List<StatusReason> readAll(XmlNode node) {
        return node.all("StsRsnInf").stream().flatMap(reason -> read(reason).stream()).toList();
    }

    /** Empty when the bank names no more than the originator of a status. */
    private static Optional<StatusReason> read(XmlNode reason) {
        var code = Code.read(reason.at("Rsn"));
        var words = reason.texts("AddtlInf");
        return code.isEmpty() && words.isEmpty()
                ? Optional.empty()
                : Optional.of(new StatusReason(code, words));
    }

    static void writeAll(XmlSink xml, List<StatusReason> reasons) {
        for (StatusReason reason : reasons) {
            xml.open("StsRsnInf");
            reason.code.ifPresent(code -> code.write(xml, "Rsn"));
            reason.additionalInformation.forEach(text -> xml.text("AddtlInf", text));
            xml.close("StsRsnInf");
        }
    }
}
