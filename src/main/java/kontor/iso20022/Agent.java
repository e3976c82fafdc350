package kontor.iso20022;

import java.util.Optional;
import kontor.xml.XmlNode;

/**
 * The bank of a party ({@code FinInstnId}), by BIC, by its number in a clearing system, by both, or
 * not at all.
 */
public record Agent(Optional<String> bic, Optional<ClearingMember> clearing) {

    /** A bank that is not known. */
    public static final Agent UNKNOWN = new Agent(Optional.empty(), Optional.empty());

    private static final String NOT_PROVIDED = "NOTPROVIDED";

    public Agent {
        Checks.text("BIC", bic, 11);
    }

    /**
     * A bank in a national clearing.
     *
     * @param system external code of at most five characters: {@code SESBA}, {@code USABA}, {@code
     *     GBDSC}
     * @param member its number there, at most 35 characters
     */
    public record ClearingMember(Optional<String> system, String member) {

        public ClearingMember {
            Checks.text("clearing system", system, 5);
            Checks.text("clearing member", member, 35);
        }
    }

    public static Agent ofBic(Optional<String> bic) {
        return new Agent(bic, Optional.empty());
    }

    public boolean isUnknown() {
        return bic.isEmpty() && clearing.isEmpty();
    }

    static Agent read(XmlNode parent, String name) {
        var member = parent.at(name, "FinInstnId", "ClrSysMmbId");
        return parent.build(() -> new Agent(parent.bicAt(name), member.map(Agent::readMember)));
    }

    private static ClearingMember readMember(XmlNode node) {
        return new ClearingMember(node.textAt("ClrSysId", "Cd"), node.needText("MmbId"));
    }

    /** Writes an unknown bank as {@code NOTPROVIDED}, where the schema demands one. */
    void write(XmlSink xml, String name) {
        xml.open(name);
        xml.open("FinInstnId");
        xml.text(xml.isOld() ? "BIC" : "BICFI", bic);
        clearing.ifPresent(
                present -> {
                    xml.open("ClrSysMmbId");
                    present.system.ifPresent(system -> xml.path(system, "ClrSysId", "Cd"));
                    xml.text("MmbId", present.member);
                    xml.close("ClrSysMmbId");
                });
        if (isUnknown()) {
            xml.path(NOT_PROVIDED, "Othr", "Id");
        }
        xml.close("FinInstnId");
        xml.close(name);
    }
}
