using GraphQLParser;
using GraphQLParser.AST;
using Slotline.Graph.Engine.Execution;

namespace Slotline.Graph.Engine.Documents;

/// <summary>
/// Measures a document before any check that could be dear: each fragment is measured once and counted wherever it is
/// spread, so that a few lines cannot unfold into millions of fields.
/// </summary>
internal sealed class DocumentLimits(GraphEngineOptions options)
{
    private const int LongestExpansion = 1_000_000;

    /// <summary>Fewer tokens than the text has characters is certain, so short texts are not counted.</summary>
    public bool HasTooManyTokens(string text)
    {
        if (text.Length <= options.MaxTokens)
            return false;

        var count = 0;
        var position = 0;
        while (count <= options.MaxTokens)
        {
            var token = Lexer.Lex(text, position);
            if (token.Kind == TokenKind.EOF)
                return false;
            position = token.End;
            count++;
        }

        return true;
    }

    public Problem? Check(GraphQLDocument document)
    {
        if (document.Definitions.Count > options.MaxDefinitions)
        {
            return new Problem(
                ProblemCodes.TooComplex,
                $"A document must have at most {options.MaxDefinitions} operations and fragments.");
        }

        var measuring = new Measuring(document);
        foreach (var operation in document.Definitions.OfType<GraphQLOperationDefinition>())
        {
            if (Check(measuring.Measure(operation.SelectionSet)) is { } reason)
                return new Problem(ProblemCodes.TooComplex, reason).At(operation, document);
        }

        return null;
    }

    private string? Check(Size size) =>
        size.Fields > options.MaxFields ? $"An operation must have at most {options.MaxFields} fields."
        : size.Aliases > options.MaxAliases ? $"An operation must have at most {options.MaxAliases} aliases."
        : size.Directives > options.MaxDirectives
            ? $"An operation must have at most {options.MaxDirectives} directives."
        : size.Depth > options.MaxDepth ? $"Fields must be at most {options.MaxDepth} deep."
        : size.IntrospectionDepth > options.MaxIntrospectionDepth ? "The schema is asked about too deeply."
        : null;

    /// <summary>How much there is below a selection, fragments unfolded.</summary>
    private readonly record struct Size(int Fields, int Aliases, int Directives, int Depth, int IntrospectionDepth)
    {
        public static Size operator +(Size left, Size right) => new(
            Sum(left.Fields, right.Fields),
            Sum(left.Aliases, right.Aliases),
            Sum(left.Directives, right.Directives),
            Math.Max(left.Depth, right.Depth),
            Math.Max(left.IntrospectionDepth, right.IntrospectionDepth));

        private static int Sum(int left, int right) => Math.Min(left + right, LongestExpansion);
    }

    private sealed class Measuring(GraphQLDocument document)
    {
        private readonly Dictionary<ROM, Size> _fragments = [];
        private readonly Dictionary<ROM, GraphQLFragmentDefinition> _definitions = Definitions(document);

        public Size Measure(GraphQLSelectionSet? selections)
        {
            var total = default(Size);
            foreach (var selection in selections?.Selections ?? [])
            {
                var directives = (selection as IHasDirectivesNode)?.Directives?.Count ?? 0;
                total += new Size(0, 0, directives, 0, 0);
                total += selection switch
                {
                    GraphQLField field => Measure(field),
                    GraphQLInlineFragment inline => Measure(inline.SelectionSet),
                    GraphQLFragmentSpread spread => Measure(spread.FragmentName.Name.Value),
                    _ => default,
                };
            }

            return total;
        }

        private Size Measure(GraphQLField field)
        {
            var inner = Measure(field.SelectionSet);
            var own = new Size(1, field.Alias is null ? 0 : 1, 0, 1, 0);
            var name = field.Name.Value;
            return name == "__schema" || name == "__type"
                ? own + inner with { Depth = 0, IntrospectionDepth = inner.Depth + 1 }
                : own + inner with { Depth = inner.Depth + 1 };
        }

        private Size Measure(ROM fragment)
        {
            if (_fragments.TryGetValue(fragment, out var known))
                return known;

            // A circle counts as nothing here; the validation that follows refuses it by name.
            _fragments[fragment] = default;
            return _definitions.TryGetValue(fragment, out var definition)
                ? _fragments[fragment] = Measure(definition.SelectionSet)
                : default;
        }

        private static Dictionary<ROM, GraphQLFragmentDefinition> Definitions(GraphQLDocument document)
        {
            var definitions = new Dictionary<ROM, GraphQLFragmentDefinition>();
            foreach (var definition in document.Definitions.OfType<GraphQLFragmentDefinition>())
                definitions.TryAdd(definition.FragmentName.Name.Value, definition);
            return definitions;
        }
    }
}
