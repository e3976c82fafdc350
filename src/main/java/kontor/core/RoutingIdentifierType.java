package kontor.core;

import java.util.Arrays;
import java.util.Optional;

/** What kind of number names a bank or branch, as in the API. */
public enum RoutingIdentifierType {
    BIC,
    AT_BLZ,
    AU_BSB,
    CA_CPA,
    CH_BCC,
    CH_SIC,
    CN_APS,
    DE_BLZ,
    ES_NCC,
    GB_DSC,
    GR_BIC,
    HK_NCC,
    IE_NCC,
    IN_FSC,
    IT_NCC,
    JP_ZGN,
    NZ_NCC,
    PL_KNR,
    PT_NCC,
    RU_CBC,
    SE_SBA,
    SG_IBG,
    TH_CBC,
    TW_NCC,
    US_ABA,
    US_PID,
    ZA_NCC;

    /** Case does not matter. */
    public static Optional<RoutingIdentifierType> find(String name) {
        return Arrays.stream(values())
                .filter(type -> type.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
