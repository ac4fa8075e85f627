using System.Text.Json.Nodes;
using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Definitions;
using ElectronicApplication.Forms.Mapping.Characters;
using ElectronicApplication.Forms.Mapping.Layouts;

namespace ElectronicApplication.Forms.Mapping;

/// <summary>Which core systems receive a submission and as what: <c>mapping.json</c>, compiled against the form whose answers it reads.</summary>
public sealed class MappingPlan
{
    private static readonly IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Nothing = new Dictionary<string, ReadOnlyMemory<byte>>();

    private MappingPlan(IReadOnlyList<MappingTarget> targets, CodeTables codes) => (Targets, Codes) = (targets, codes);

    public IReadOnlyList<MappingTarget> Targets { get; }

    internal CodeTables Codes { get; }

    /// <param name="neighbours">The files beside it, by name: layouts of targets.</param>
    /// <exception cref="DefinitionException">Something in the mapping cannot work; every problem is listed.</exception>
    public static MappingPlan Compile(ReadOnlyMemory<byte> mappingJson, FormPlan plan, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? neighbours = null) =>
        DefinitionReader.Read(mappingJson, json =>
        {
            var codes = CodeTables.Read(json);
            var reader = new TargetReader(plan, new FactSlots(plan, codes), codes, neighbours ?? Nothing);
            var targets = json.Objects("targets", reader.Read);
            foreach (var twins in targets.GroupBy(target => target.System).Where(same => same.Count() > 1))
                json.Problem("targets", $"送り先「{twins.Key}」が二つあります。一つにまとめてください。", $"The target '{twins.Key}' stands twice. Merge them.");
            return new MappingPlan(targets, codes);
        });

    private sealed class TargetReader(FormPlan plan, FactSlots facts, CodeTables codes, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> neighbours)
    {
        private static readonly MappingOccasion[] Usual = [MappingOccasion.Submission, MappingOccasion.Correction, MappingOccasion.Withdrawal];

        public MappingTarget Read(DefinitionReader json)
        {
            var template = json.Copy("data") is JsonObject data
                ? MappingTemplate.Compile(data, facts.Scope, (key, ja, en, code) => json.Problem($"data{key}", ja, en, code))
                : null;
            if (template is null)
                json.Problem("data", "「data」がありません。送る項目と、その値の式を { } で囲んで書いてください。", "'data' is missing. Write the names to send, each with an expression, in { }.");
            var charset = json.OptionalText("charset") is { } name ? LayoutReader.Charset(json, name) : null;
            return new MappingTarget(plan, facts, template, When(json), Layout(json, charset))
            {
                System = json.Text("system"), Schema = json.OptionalText("schema"), LayoutName = json.OptionalText("layout"), Charset = charset,
                Characters = json.OptionalChoice("characters", CharacterPolicy.Degrade), ItemSet = json.OptionalChoice("itemSet", MappingItemSet.Reviewed),
                Occasions = json.Choices<MappingOccasion>("on") is { Count: > 0 } on ? on : Usual,
            };
        }

        private FeelExpression? When(DefinitionReader json)
        {
            if (json.OptionalText("when") is not { } text)
                return null;
            var (expression, errors) = FeelExpression.Compile(text, facts.Scope);
            foreach (var error in errors)
                json.Problem("when", $"{error.Span.Start + 1} 文字目: {error.Cause.Ja}{error.Remedy.Ja}", $"Character {error.Span.Start + 1}: {error.Cause.En} {error.Remedy.En}", error.Code);
            if (expression is not null && !FeelType.CanMeet(expression.Type, FeelType.Boolean))
                json.Problem("when", $"「when」の値は「はい・いいえ」になる式で書いてください（いまは{expression.Type.NameJa}）。", $"'when' must be true or false, not a {expression.Type.NameEn}.", "mapping-when");
            return expression;
        }

        private RecordLayout? Layout(DefinitionReader json, TargetCharset? charset)
        {
            if (json.OptionalText("layout") is not { } name)
                return null;
            if (!neighbours.TryGetValue(name, out var bytes))
            {
                json.Problem("layout", $"レイアウト「{name}」が mapping.json の隣にありません。ファイルを置くか、名前を直してください。", $"The layout '{name}' does not stand beside mapping.json. Put it there, or correct the name.", "mapping-layout-missing");
                return null;
            }
            try
            {
                return LayoutReader.Read(bytes, charset, codes);
            }
            catch (DefinitionException exception)
            {
                foreach (var problem in exception.Problems)
                    json.Problem("layout", $"{name} {problem.Path}: {problem.MessageJa}", $"{name} {problem.Path}: {problem.MessageEn}", problem.Code);
                return null;
            }
        }
    }
}
