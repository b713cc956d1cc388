using NodaTime;
using Slotline.Domain.Directory;

namespace Slotline.Domain.Access;

/// <summary>What a program may do with its token.</summary>
public enum ApiTokenScope
{
    /// <summary>Services, technicians, and the slots that are free.</summary>
    AvailabilityRead,

    /// <summary>Requests, appointments, clients and tickets, live as well.</summary>
    RequestsRead,

    /// <summary>Asking, editing and cancelling on behalf of contacts; with `REQUESTS_READ`.</summary>
    RequestsWrite,

    /// <summary>Approving, declining, moving and closing; with `REQUESTS_READ`.</summary>
    RequestsDecide,

    /// <summary>Clients, contacts and tickets.</summary>
    DirectoryWrite,

    /// <summary>The organization, its services, technicians and their hours.</summary>
    SettingsWrite,

    /// <summary>Where events are sent to.</summary>
    WebhooksWrite,
}

/// <summary>How a program proves who it is. The token is known to its holder only; here is its SHA-256.</summary>
public sealed class ApiToken
{
    public const int MostPerOrganization = 100;
    public const int HintLength = 8;

    public static readonly Duration LongestLife = Duration.FromDays(366);

    /// <summary>How long one is still listed after its end, for whoever wonders why a program stopped.</summary>
    public static readonly Duration ListedAfterEnd = Duration.FromDays(30);

    private ApiToken()
    {
    }

    /// <param name="organizationId">Whose data it opens.</param>
    /// <param name="name">What the program is called; at most 200 characters.</param>
    /// <param name="scopes">What it may do; at least one.</param>
    /// <param name="expiresAt">When it ends by itself; at most 366 days from now.</param>
    /// <param name="now">When it is made.</param>
    /// <exception cref="Refusal">InvalidInput: one of them is out of its bounds.</exception>
    public ApiToken(
        Guid organizationId, string name, IReadOnlyCollection<ApiTokenScope> scopes, Instant expiresAt, Instant now)
    {
        Id = Guid.CreateVersion7(now.ToDateTimeOffset());
        OrganizationId = organizationId;
        Name = Text.Name(name, "name");
        CreatedAt = now;
        ExpiresAt = expiresAt > now && expiresAt <= now + LongestLife
            ? expiresAt
            : throw Refusal.InvalidInput("A token ends in the future, 366 days from now at the latest.", "expiresAt");
        Permissions = scopes.Count > 0
            ? scopes.Aggregate(Permissions.None, (all, scope) => all | PermissionOf(scope))
            : throw Refusal.InvalidInput("A token needs at least one scope.", "scopes");
    }

    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    public string Name { get; private set; } = "";

    public Permissions Permissions { get; private set; }

    public byte[] TokenHash { get; private set; } = [];

    /// <summary>How the token begins, by which its holder knows it again.</summary>
    public string Hint { get; private set; } = "";

    public Instant CreatedAt { get; private set; }

    public Instant ExpiresAt { get; private set; }

    /// <summary>To about a minute; null while it never was.</summary>
    public Instant? LastUsedAt { get; private set; }

    public IReadOnlyList<ApiTokenScope> Scopes =>
        [.. Enum.GetValues<ApiTokenScope>().Where(scope => (Permissions & PermissionOf(scope)) != 0)];

    /// <param name="token">What is shown to its holder, once.</param>
    /// <param name="hash">What is kept of it.</param>
    public void Keep(string token, byte[] hash) => (TokenHash, Hint) = (hash, token[..HintLength]);

    private static Permissions PermissionOf(ApiTokenScope scope) => Enum.Parse<Permissions>(scope.ToString());
}
