using System.Globalization;
using Slotline.Domain.Directory;
using Slotline.Graph.Directory;
using Slotline.Graph.Directory.Organizations;
using Slotline.Graph.Engine;

namespace Slotline.Graph.Access;

/// <summary>Who is asking.</summary>
[GraphQLName("Viewer")]
public sealed record ViewerNode([property: GraphQLIgnore] Caller Caller)
{
    /// <summary>Null for programs and visitors.</summary>
    public Role? Role => Caller.Role;

    /// <summary>Permissions held, e.g. `requests:decide`; what an API token carries as scopes.</summary>
    public IReadOnlyList<string> Permissions =>
        [.. Enum.GetValues<Permissions>().Where(p => p != 0 && Caller.Has(p)).Select(ScopeOf)];

    /// <summary><c>RequestsDecide</c> is <c>requests:decide</c>.</summary>
    private static string ScopeOf(Permissions permission)
    {
        var name = permission.ToString();
        var second = name.LastIndexOfAny([.. name.Where(char.IsUpper)]);
        return $"{name[..second]}:{name[second..]}".ToLower(CultureInfo.InvariantCulture);
    }
}

[QueryType]
public static class ViewerQueries
{
    /// <summary>Who is asking; null when nobody is signed in.</summary>
    public static ViewerNode? Viewer(Caller? caller) => caller is null ? null : new ViewerNode(caller);
}

[ExtendObjectType<ViewerNode>]
public static class ViewerFields
{
    /// <summary>The person or program.</summary>
    public static async Task<IActor> ActorAsync(
        [Parent] ViewerNode viewer,
        StaffMemberById staff,
        ContactById contacts,
        CancellationToken cancellationToken) =>
        await viewer.Caller.Actor.LoadAsync(staff, contacts, cancellationToken);

    /// <summary>Where they belong.</summary>
    public static async Task<OrganizationNode> OrganizationAsync(
        [Parent] ViewerNode viewer, OrganizationById organizations, CancellationToken cancellationToken) =>
        (await organizations.LoadAsync(viewer.Caller.OrganizationId, cancellationToken))!;
}
