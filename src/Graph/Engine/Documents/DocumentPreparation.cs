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

    public async Task<PreparedDocument> PrepareAsync(string text)
    {
        if (text.Length > options.MaxDocumentBytes || Encoding.UTF8.GetByteCount(text) > options.MaxDocumentBytes)
        {
            return PreparedDocument.Refused(new Problem(
                ProblemCodes.DocumentTooLarge, $"A document must be at most {options.MaxDocumentBytes} bytes."));
        }

        GraphQLDocument document;
        try
        {
            document = Parser.Parse(text, new ParserOptions { MaxDepth = options.MaxParserDepth });
        }
        catch (GraphQLParserException exception)
        {
            var problem = new Problem(ProblemCodes.ParseFailed, exception.Description);
            problem.AddLocation(exception.Location);
            return PreparedDocument.Refused(problem);
        }

        return await CheckAsync(document);
    }

    private async Task<PreparedDocument> CheckAsync(GraphQLDocument document)
    {
        var problems = await ValidateAsync(document);
        if (problems.Count > 0)
            return PreparedDocument.Refused(problems);

        var operations = document.Definitions.OfType<GraphQLOperationDefinition>()
            .Select(definition => OperationPreparation.Prepare(schema, document, definition, problems))
            .ToArray();
        return problems.Count > 0
            ? PreparedDocument.Refused(problems)
            : PreparedDocument.Valid(document, operations!);
    }

    private async Task<List<Problem>> ValidateAsync(GraphQLDocument document)
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
        return [.. result.Errors.Select(ProblemOf)];
    }

    private static Problem ProblemOf(GraphQL.ExecutionError error)
    {
        var problem = new Problem(ProblemCodes.ValidationFailed, error.Message);
        foreach (var location in error.Locations ?? [])
            problem.AddLocation(location);
        return problem;
    }
}
