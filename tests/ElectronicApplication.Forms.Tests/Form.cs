using System.Text;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Tests;

/// <summary>Small forms written in the test that needs them.</summary>
internal static class Form
{
    public static readonly EvaluationInput Input = new(new DateOnly(2026, 11, 21), null, []);

    public static FormPlan Of(params string[] fields) => Compile($$"""{"pages":[{"id":"main","title":"頁","fields":[{{string.Join(",", fields)}}]}]}""");

    public static FormPlan Compile(string form, string? fee = null) => FormPlan.Compile(Procedure(fee), FormDefinition.Parse(Encoding.UTF8.GetBytes(form)));

    public static JsonObject Answers(string json) => (JsonObject)JsonNode.Parse(json)!;

    public static Evaluation Evaluate(this FormPlan plan, string answers, EvaluationInput? input = null) => plan.Evaluate(Answers(answers), input ?? Input);

    /// <summary>Each issue as <c>path code</c>.</summary>
    public static string[] Codes(this Evaluation evaluation) => [.. evaluation.Issues.Select(issue => $"{issue.Path} {issue.Code}")];

    public static DefinitionException Refused(params string[] fields) => Assert.Throws<DefinitionException>(() => Of(fields));

    /// <param name="raw">The first argument is JSON to be put into the definition instead of a fee.</param>
    public static ProcedureDefinition Procedure(string? fee = null, bool raw = false) => ProcedureDefinition.Parse(Encoding.UTF8.GetBytes($$"""
        {
          "code": "test", "title": "試験", "summary": "試験", "category": "c", "categoryTitle": "分類", "office": "o", "officeTitle": "課",
          "whoCanApply": "だれでも", "processingTime": "すぐ", "feeText": "無料", "identityLevel": "None", "identityReason": "試験のため", "completionText": "完了"
          {{(fee is null ? "" : raw ? "," + fee : $$""","fee":{"expression":"{{fee}}","due":"BeforeReview"}""")}}
        }
        """));
}
