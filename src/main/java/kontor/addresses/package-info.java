/** IP addresses and networks of them, as settings and access keys name them. Knows nothing else. */
@NullMarked
package kontor.addresses;

import org.jspecify.annotations.NullMarked;
