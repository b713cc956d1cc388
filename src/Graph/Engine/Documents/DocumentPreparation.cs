using System.Text;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQL.Validation.Rules;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using Slotline.Graph.Engine.Execution;

namespace Slotline.Graph.Engine.Documents;

/// <summary>Parses and checks documents: everything about them that no request changes.</summary>
internal sealed class DocumentPreparation(ISchema schema, GraphEngineOptions options)
{
    /// <summary>
    /// The engine's rules but those on literals, which our own walk checks with paths, and the one for arguments that
    /// have validators, of which we have none.
    /// </summary>
    private static readonly IValidationRule[] Rules = [.. DocumentValidator.CoreRules.Where(rule =>
        rule is not (ArgumentsOfCorrectType or DefaultValuesOfCorrectType or FieldArgumentsAreValidRule))];

    private readonly DocumentValidator _validator = new();

    private readonly DocumentLimits _limits = new(options);

    /// <param name="text">The document.</param>
    /// <param name="isOpen">Whether messages may name what the schema has.</param>
    public async Task<PreparedDocument> PrepareAsync(string text, bool isOpen)
    {
        if (text.Length > options.MaxDocumentBytes || Encoding.UTF8.GetByteCount(text) > options.MaxDocumentBytes)
            return TooLarge($"A document must be at most {options.MaxDocumentBytes} bytes.");

        GraphQLDocument document;
        try
        {
            if (_limits.HasTooManyTokens(text))
                return TooLarge($"A document must have at most {options.MaxTokens} tokens.");
            document = Parser.Parse(text, new ParserOptions
            {
                MaxDepth = options.MaxParserDepth,
                Ignore = IgnoreOptions.Comments,
            });
        }
        catch (GraphQLParserException exception)
        {
            var problem = new Problem(ProblemCodes.ParseFailed, exception.Description);
            problem.AddLocation(exception.Location);
            return PreparedDocument.Refused(problem);
        }

        return _limits.Check(document) is { } excess
            ? PreparedDocument.Refused(excess)
            : await CheckAsync(document, isOpen);
    }

    private static PreparedDocument TooLarge(string message) =>
        PreparedDocument.Refused(new Problem(ProblemCodes.DocumentTooLarge, message));

    private async Task<PreparedDocument> CheckAsync(GraphQLDocument document, bool isOpen)
    {
        var problems = await ValidateAsync(document, isOpen);
        if (problems.Count > 0)
            return PreparedDocument.Refused(problems);

        var operations = document.Definitions.OfType<GraphQLOperationDefinition>()
            .Select(definition => OperationPreparation.Prepare(schema, options, document, definition, problems))
            .ToArray();
        return problems.Count > 0
            ? PreparedDocument.Refused(problems)
            : PreparedDocument.Valid(document, operations!);
    }

    private async Task<List<Problem>> ValidateAsync(GraphQLDocument document, bool isOpen)
    {
        // Without an operation the validator looks at the document alone, and leaves variables to us.
        var result = await _validator.ValidateAsync(new ValidationOptions
        {
            Schema = schema,
            Document = document,
            Rules = Rules,
            Operation = null!,
            Variables = GraphQL.Inputs.Empty,
            Extensions = GraphQL.Inputs.Empty,
            Metrics = GraphQL.Instrumentation.Metrics.None,
        });
        return [.. result.Errors.Select(error => ProblemOf(error, isOpen))];
    }

    private static Problem ProblemOf(GraphQL.ExecutionError error, bool isOpen)
    {
        var hint = isOpen ? -1 : error.Message.IndexOf(" Did you mean", StringComparison.Ordinal);
        var problem = new Problem(ProblemCodes.ValidationFailed, hint < 0 ? error.Message : error.Message[..hint]);
        foreach (var location in error.Locations ?? [])
            problem.AddLocation(location);
        return problem;
    }
}
