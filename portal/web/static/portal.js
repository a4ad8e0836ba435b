/* Everything works without this file; it only starts what the design system adds. */
DKFDS.init();
