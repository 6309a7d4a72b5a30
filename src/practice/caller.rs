//! How a scripted caller takes a reply.
