namespace Slotline.Graph.Delivery;

/// <summary>Whom an organization's mails come from.</summary>
/// <param name="Name">The name shown.</param>
/// <param name="Address">The address of the installation, which mail servers know.</param>
/// <param name="ReplyTo">Where answers go; the address where it is null.</param>
/// <param name="Footer">The organization's own words below every mail; null for none.</param>
internal sealed record Sender(string Name, string Address, string? ReplyTo = null, string? Footer = null);
