using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Schema;
using ElectronicApplication.Forms.Mapping;
using ElectronicApplication.Forms.Mapping.Characters;
using ElectronicApplication.Forms.Mapping.Layouts;

namespace ElectronicApplication.Forms.Lint;

/// <summary>The layout of a target reads what the mapping writes, and every accepted sample fits into it and into the target's character set.</summary>
internal static class LayoutRules
{
    public static void Check(LintContext context, MappingTarget target, string path, IEnumerable<(string Who, JsonObject Answers)> samples)
    {
        if (target.Layout is { } layout)
            foreach (var column in layout.Columns)
                Check(context, target, column);
        var schema = target.Layout?.Schema is { } xsd ? Schema(context, target, xsd) : null;
        var told = new HashSet<string>();
        foreach (var (who, answers) in samples)
        {
            var (record, problem) = target.TryRender(answers, MappingFacts.Example(context.Procedure, context.Today));
            if (problem is not null && told.Add(problem.ReasonEn))
                context.Warning("mapping-not-made", LintContext.MappingFile, path, $"送り先「{target.System}」のデータを作れない例があります（{who}）: {problem.ReasonJa}", $"The data for '{target.System}' cannot be made of a sample ({who}): {problem.ReasonEn}");
            foreach (var loss in record?.Losses ?? [])
                if (told.Add($"{loss.Path} {loss.Kind}"))
                    context.Warning("mapping-loss", LintContext.MappingFile, path,
                        $"送り先「{target.System}」の項目「{(loss.Label.Length > 0 ? loss.Label : loss.Path)}」は、入力のとおりには届きません（{who}）: {MappingReview.Words(loss)}",
                        $"'{loss.Path}' does not reach '{target.System}' as it was typed ({who}): {loss.Kind}.");
            if (schema is not null && record?.Text is { } text && Violation(schema, text.Record) is { } violation && told.Add(violation))
                context.Error("layout-xsd", target.LayoutName!, "$.xsd", $"XML が、送り先の XML スキーマに合いません（{who}）: {violation}", $"The XML does not fit the target's XML Schema ({who}): {violation}");
        }
    }

    private static void Check(LintContext context, MappingTarget target, LayoutColumn column)
    {
        var (file, at) = (target.LayoutName!, column.JsonPath);
        if (column is { Source: null, Value: null })
            context.Warning("layout-column-empty", file, at, $"列「{column.Name}」に source がなく、いつも空になります。空でよければ \"value\": \"\" と書いてください。", $"The column '{column.Name}' has no source and is always empty. If that is meant, write \"value\": \"\".");
        if (column.Source is { } source && !target.CanHave(source))
            context.Error("layout-source", file, at + ".source", $"列「{column.Name}」の「{source}」は、mapping.json の data にありません。data に加えるか、場所を直してください。", $"'{source}' of the column '{column.Name}' is not in 'data' of mapping.json. Add it there, or correct the place.");
    }

    private static XmlSchemaSet? Schema(LintContext context, MappingTarget target, string xsd)
    {
        try
        {
            var schemas = new XmlSchemaSet { XmlResolver = null };
            using var reader = XmlReader.Create(new StringReader(xsd), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            schemas.Add(null, reader);
            schemas.Compile();
            return schemas;
        }
        catch (Exception broken) when (broken is XmlException or XmlSchemaException)
        {
            context.Error("layout-xsd-broken", target.LayoutName!, "$.xsd", $"XML スキーマとして読めません: {broken.Message}", $"This is no XML Schema: {broken.Message}");
            return null;
        }
    }

    private static string? Violation(XmlSchemaSet schema, string record)
    {
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schema, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings };
        string? first = null;
        // What the schema leaves open is no mistake, but a record that it does not know at all is.
        settings.ValidationEventHandler += (reader, finding) => first ??= finding.Severity == XmlSeverityType.Error || reader is XmlReader { Depth: 0 } ? finding.Message : null;
        using var reader = XmlReader.Create(new StringReader(record), settings);
        while (first is null && reader.Read())
        {
        }
        return first;
    }
}
