package kontor.administration;

import kontor.core.RefusalCode;

/** Why a program is not exempted, in the order in which it is checked. */
enum ExemptionRefusal implements RefusalCode {
    /** Made by one person it would outlast the day when two are needed. */
    FOUR_EYES_OFF("", "nobody needs an exemption while four eyes is off"),
    /** It could switch off what it is exempted from. */
    AREA_NOT_EXEMPTED("area", "nobody is exempted from it; choose another area"),
    /** People check one another. */
    PROGRAM_NOT_FOUND("userId", "names no program of yours; only programs are exempted"),
    EXEMPT_ALREADY("area", "the program is exempted there already");

    private final String field;
    private final String sentence;

    ExemptionRefusal(String field, String sentence) {
        this.field = field;
        this.sentence = sentence;
    }

    @Override
    public String field() {
        return field;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
