using Slotline.Graph.Tests.Operations;

namespace Slotline.Graph.Tests.Access;

/// <summary>
/// Writes documents that go on from the schema's queries by every field that leads to an object, as deep as no type
/// comes twice and no deeper than a limit.
/// </summary>
/// <param name="catalog">The schema.</param>
/// <param name="isOpen">Which fields, e.g. <c>Client.contacts</c>, are asked for.</param>
internal sealed class FieldPaths(OperationCatalog catalog, Func<string, bool> isOpen)
{
    private const int Deepest = 3;

    private const string Page = "(first: 20)";
    private const string ShortPage = "(first: 5)";

    /// <summary>Every query that leads to objects, as it is called, and its type.</summary>
    public static IReadOnlyList<(string Call, string Type)> Roots { get; } =
    [
        ("apiTokens" + Page, "ApiTokenConnection"),
        ("appointmentRequests" + Page, "AppointmentRequestConnection"),
        ("""appointments(first: 20, filter: { from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" })""",
            "AppointmentConnection"),
        ("auditLog" + Page, "AuditEntryConnection"),
        ("clients" + Page, "ClientConnection"),
        ("contacts(first: 20, activeOnly: false)", "ContactConnection"),
        ("mailDeliveries" + Page, "MailDeliveryConnection"),
        ("notifications" + Page, "NotificationConnection"),
        ("""organization(slug: "demo")""", "Organization"),
        ("services" + Page, "ServiceConnection"),
        ("staffMembers" + Page, "StaffMemberConnection"),
        ("technicians" + Page, "TechnicianConnection"),
        ("tickets" + Page, "TicketConnection"),
        ("viewer", "Viewer"),
    ];

    /// <summary>Everything that can be asked for from a query on.</summary>
    public string Whole((string Call, string Type) root) => $"{{ {root.Call} {Selection(root.Type, "", [])} }}";

    /// <summary>
    /// Documents that ask for one field by each field that leads to its object, the shortest way there; its value is
    /// called <c>target</c>, whatever stands around it.
    /// </summary>
    public IEnumerable<string> WaysTo(string type, string field)
    {
        var leaf = catalog.Fields(type).Single(one => one.Name == field);
        var selection = catalog.Fields(leaf.Type).Any() || catalog.PossibleTypes(leaf.Type) is not null
            ? leaf.Type.EndsWith("Connection", StringComparison.Ordinal) ? "{ totalCount }" : "{ __typename }"
            : "";
        var target = $"target: {field}{ArgumentsOf(type, field, leaf.Type)} {selection}";
        var shortest = new Dictionary<string, Func<string, string>>();
        var next = new Queue<string>();
        foreach (var root in Roots)
            foreach (var (reached, wrap) in Into(root.Type, inner => $"{{ {root.Call} {inner} }}"))
            {
                if (reached == type)
                    yield return wrap($"{{ {target} }}");
                if (shortest.TryAdd(reached, wrap))
                    next.Enqueue(reached);
            }

        while (next.TryDequeue(out var from))
            foreach (var step in catalog.Fields(from).Where(one => isOpen($"{from}.{one.Name}")))
                foreach (var (reached, wrap) in Into(step.Type, inner => shortest[from](
                    $"{{ {step.Name}{ArgumentsOf(from, step.Name, step.Type)} {inner} }}")))
                {
                    if (reached == type)
                        yield return wrap($"{{ {target} }}");
                    if (shortest.TryAdd(reached, wrap))
                        next.Enqueue(reached);
                }
    }

    /// <summary>The objects that a field of a type leads to, and what stands around their selection.</summary>
    private IEnumerable<(string Type, Func<string, string> Wrap)> Into(string type, Func<string, string> around)
    {
        if (NodeOf(type) is { } node)
            return Into(node, inner => around($"{{ nodes {inner} }}"));
        if (catalog.PossibleTypes(type) is { } possible)
            return possible.Select(one => (one, Around(one)));
        return catalog.Fields(type).Any() ? [(type, around)] : [];

        Func<string, string> Around(string one) => inner => around($"{{ ... on {one} {inner} }}");
    }

    private string Selection(string type, string prefix, string[] above)
    {
        if (NodeOf(type) is { } node)
            return $"{{ __typename totalCount pageInfo {{ hasNextPage }} nodes {Selection(node, prefix, above)} }}";
        if (catalog.PossibleTypes(type) is { } possible)
        {
            var each = possible.Where(one => !above.Contains(one))
                .Select(one => $"... on {one} {Selection(one, $"{one}_", above)}");
            return $"{{ __typename {string.Join(' ', each)} }}";
        }

        string[] here = [.. above, type];
        var fields = catalog.Fields(type).Where(field => isOpen($"{type}.{field.Name}"))
            .Select(field => FieldText(type, field.Name, field.Type, prefix, here));
        return $"{{ __typename {string.Join(' ', fields)} }}";
    }

    private string FieldText(string owner, string name, string type, string prefix, string[] here)
    {
        var alias = prefix.Length > 0 ? $"{prefix}{name}: " : "";
        var target = NodeOf(type) ?? type;
        if (!catalog.Fields(target).Any() && catalog.PossibleTypes(target) is null)
            return $"{alias}{name}";
        return here.Contains(target) || here.Length >= Deepest
            ? ""
            : $"{alias}{name}{ArgumentsOf(owner, name, type)} {Selection(type, "", here)}";
    }

    private string? NodeOf(string type) => type.EndsWith("Connection", StringComparison.Ordinal)
        ? catalog.Fields(type).Single(field => field.Name == "nodes").Type
        : null;

    private static string ArgumentsOf(string owner, string name, string type) => (owner, name) switch
    {
        ("Technician", "appointments") => """(from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z")""",
        _ => type.EndsWith("Connection", StringComparison.Ordinal) ? ShortPage : "",
    };
}
