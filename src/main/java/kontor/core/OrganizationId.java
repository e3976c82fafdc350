package kontor.core;

import java.util.UUID;

/** The id of a tenant. Every key of the database starts with it, and every statement binds it. */
public record OrganizationId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
