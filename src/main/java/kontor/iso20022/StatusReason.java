package kontor.iso20022;

import java.util.List;
import java.util.Optional;

/**
 * Why a status is what it is ({@code StsRsnInf}).
 *
 * @param code                  absent when the bank explains in words only
 * @param additionalInformation pieces of at most 105 characters, all kept
 */
public record StatusReason(Optional<Code> code, List<String> additionalInformation) {

    public StatusReason {
        additionalInformation = List.copyOf(additionalInformation);
    }

    public static StatusReason of(String isoCode) {
        return new StatusReason(Optional.of(Code.iso(isoCode)), List.of());
    }

    static List<StatusReason> readAll(XmlNode node) {
        return node.all("StsRsnInf").stream().map(StatusReason::read).toList();
    }

    private static StatusReason read(XmlNode reason) {
        return new StatusReason(Code.read(reason.at("Rsn")), reason.texts("AddtlInf"));
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
