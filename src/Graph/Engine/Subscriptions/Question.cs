using System.Text;
using System.Text.Json;
using GraphQLParser.AST;
using GraphQLParser.Visitors;
using Slotline.Domain.Directory;
using Slotline.Graph.Engine.Documents;
using Slotline.Graph.Transport;

namespace Slotline.Graph.Engine.Subscriptions;

/// <summary>
/// What a subscriber wants to know of an event. Equal questions about the same event have the same answer. Which
/// events come is not part of it, so the variables that only the root field takes are left out.
/// </summary>
/// <param name="Document">The text.</param>
/// <param name="Operation">Which of its operations.</param>
/// <param name="Variables">Those that the selection uses, as they were given.</param>
/// <param name="Audience">On whose behalf.</param>
internal sealed record Question(string Document, string? Operation, string Variables, Audience Audience)
{
    public static Question Of(GraphRequest request, PreparedOperation operation, Caller? caller) => new(
        request.Query!,
        operation.Name,
        operation.Variables.Count == 0 ? "" : VariablesOf(request.Variables, operation),
        Audience.Of(caller));

    private static string VariablesOf(JsonElement given, PreparedOperation operation)
    {
        if (given.ValueKind != JsonValueKind.Object)
            return "";

        var used = VariableNames.In(operation);
        var text = new StringBuilder();
        foreach (var variable in operation.Variables)
        {
            if (used.Contains(variable.Name) && given.TryGetProperty(variable.Name, out var value))
                text.Append(variable.Name).Append(':').Append(value.GetRawText()).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Finds the variables in what is selected of an event, and in directives.</summary>
    private sealed class VariableNames : ASTVisitor<VariableNames.Found>
    {
        private static readonly VariableNames Finder = new();

        public static HashSet<string> In(PreparedOperation operation)
        {
            var found = new Found();
            foreach (var (field, type) in operation.ArgumentSites)
            {
                if (operation.RootType.GetField(field.Name.Value) != type)
                    Visit(field.Arguments, found);
            }

            foreach (var node in operation.DirectiveSites)
                Visit(node.Directives, found);
            return found.Names;
        }

        protected override ValueTask VisitVariableAsync(GraphQLVariable variable, Found context)
        {
            context.Names.Add(variable.Name.StringValue);
            return ValueTask.CompletedTask;
        }

        private static void Visit(ASTNode? node, Found found)
        {
            // Nothing in it waits for anything.
            var visit = Finder.VisitAsync(node, found);
            if (!visit.IsCompletedSuccessfully)
                visit.AsTask().GetAwaiter().GetResult();
        }

        internal sealed class Found : IASTVisitorContext
        {
            public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

            public CancellationToken CancellationToken => CancellationToken.None;
        }
    }
}

/// <summary>
/// What of a caller an answer may depend on. Whoever adds a field that tells two callers of one audience apart adds
/// what it depends on here, or one of them is shown what the other may see.
/// </summary>
internal sealed record Audience(
    Guid OrganizationId,
    ActorKind Kind,
    Role? Role,
    Permissions Permissions,
    Guid? TechnicianId,
    Guid? ClientId,
    Guid? PersonId,
    string? TimeZoneId,
    string Locale)
{
    public static Audience Nobody { get; } =
        new(Guid.Empty, ActorKind.Visitor, null, Permissions.None, null, null, null, null, "");

    public static Audience Of(Caller? caller) => caller is null ? Nobody : new Audience(
        caller.OrganizationId,
        caller.Actor.Kind,
        caller.Role,
        caller.Permissions,
        caller.TechnicianId,
        caller.ClientId,
        SeesByPerson(caller) ? caller.Actor.Id : null,
        caller.TimeZoneId,
        caller.Locale);

    /// <summary>Staff, programs and client admins see by what they are; everyone else by who they are.</summary>
    private static bool SeesByPerson(Caller caller) => !(
        caller.Actor.Kind is ActorKind.StaffMember or ActorKind.ApiClient
        || caller.Role == Domain.Directory.Role.ClientAdmin);
}
