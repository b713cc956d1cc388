using Slotline.Domain.Notifications;

namespace Slotline.Graph.Delivery;

/// <summary>
/// Makes the token by which a visitor reaches their one request: signed, expiring, and their whole right.
/// </summary>
public delegate string VisitorToken(Guid organizationId, Guid requestId);

/// <summary>Addresses of the product's own pages, as they stand in mails.</summary>
internal sealed class PublicLinks
{
    private readonly string root;
    private readonly VisitorToken? visitorToken;

    /// <param name="publicUrl">Where people reach the product.</param>
    /// <param name="visitorToken">Null where visitors are given none; their links then lead to signing in.</param>
    public PublicLinks(Uri publicUrl, VisitorToken? visitorToken = null)
    {
        root = publicUrl.AbsoluteUri.TrimEnd('/');
        this.visitorToken = visitorToken;
    }

    /// <summary>The page that a mail leads to: of its request, or where its reader chooses a password.</summary>
    public Uri Of(Mail mail) => mail switch
    {
        { Audience: Audience.Account } => ToAccount(mail.Kind, mail.LinkToken ?? ""),
        { RequestId: { } id, RecipientKind: RecipientKind.Visitor } when visitorToken is not null =>
            new Uri($"{root}/manage/{Uri.EscapeDataString(visitorToken(mail.OrganizationId, id))}"),
        _ => ToRequest(mail.Audience, mail.Facts.Reference),
    };

    /// <summary>Where somebody chooses a password. What stands behind the # is not sent to any server, nor in a
    /// Referer.</summary>
    public Uri ToAccount(NotificationKind kind, string token) => new(kind == NotificationKind.Invitation
        ? $"{root}/sign-in/invitation#{Uri.EscapeDataString(token)}"
        : $"{root}/sign-in/reset#{Uri.EscapeDataString(token)}");

    /// <summary>The page of a request: in the dashboard for those who work there, else in the portal.</summary>
    public Uri ToRequest(Audience audience, string reference) => new(audience == Audience.Requester
        ? $"{root}/portal/requests/{Uri.EscapeDataString(reference)}"
        : $"{root}/requests/{Uri.EscapeDataString(reference)}");

    /// <summary>A technician's calendar.</summary>
    public Uri ToFeed(string secret) => new($"{root}/calendar/{Uri.EscapeDataString(secret)}.ics");
}
