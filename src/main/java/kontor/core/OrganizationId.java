package kontor.core;

import java.util.UUID;

/** The tenant: every key starts with it, every statement carries it. */
public record OrganizationId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
