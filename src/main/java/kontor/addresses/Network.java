package kontor.addresses;

import java.net.InetAddress;

/**
 * Addresses that begin alike.
 *
 * @param bits how many of them, 0 to 32 or to 128
 */
public record Network(InetAddress address, int bits) {

    /**
     * @param text such as {@code 10.0.0.0/8}, {@code ::1} or {@code 192.0.2.7}
     * @throws IllegalArgumentException when it is neither address nor network
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int all = address.getAddress().length * Byte.SIZE;
        int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException("a network of " + bits + " bits");
        }
        return new Network(address, bits);
    }

    public boolean holds(InetAddress other) {
        byte[] ours = address.getAddress();
        byte[] theirs = other.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is an address, and one of them. */
    public boolean holds(String other) {
        try {
            return holds(InetAddress.ofLiteral(other));
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    /** As it is written: an address, and its bits unless all count. */
    public String text() {
        boolean one = bits == address.getAddress().length * Byte.SIZE;
        return address.getHostAddress() + (one ? "" : "/" + bits);
    }
}
