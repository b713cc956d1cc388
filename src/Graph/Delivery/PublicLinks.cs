using Slotline.Domain.Notifications;

namespace Slotline.Graph.Delivery;

/// <summary>Addresses of the product's own pages, as they stand in mails.</summary>
internal sealed class PublicLinks
{
    private readonly string root;

    /// <param name="publicUrl">Where people reach the product.</param>
    public PublicLinks(Uri publicUrl) => root = publicUrl.AbsoluteUri.TrimEnd('/');

    /// <summary>The page of a request: in the dashboard for those who work there, else in the portal.</summary>
    public Uri ToRequest(Audience audience, string reference) => new(audience == Audience.Requester
        ? $"{root}/portal/requests/{Uri.EscapeDataString(reference)}"
        : $"{root}/requests/{Uri.EscapeDataString(reference)}");

    /// <summary>The page of a visitor's one request.</summary>
    /// <param name="token">Signed, and expiring; it is the visitor's whole right.</param>
    public Uri ToManage(string token) => new($"{root}/manage/{Uri.EscapeDataString(token)}");

    /// <summary>A technician's calendar.</summary>
    public Uri ToFeed(string secret) => new($"{root}/calendar/{Uri.EscapeDataString(secret)}.ics");
}
