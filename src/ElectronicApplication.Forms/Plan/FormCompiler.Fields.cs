using System.Text.RegularExpressions;
using ElectronicApplication.Feel;

namespace ElectronicApplication.Forms.Plan;

/// <summary>Names, types and limits of the fields, before any expression is looked at.</summary>
internal sealed partial class FormCompiler
{
    private const int PatternLength = 500;

    internal static readonly HashSet<string> Reserved =
    [
        "today", "facts", "card", "item", "fee",
        "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "not", "between", "true", "false", "null", "instance", "function",
    ];

    private readonly Dictionary<string, Regex> _patterns = new(StringComparer.Ordinal);

    private void Declare()
    {
        if (_form.Pages.Count == 0)
            Report("$.pages", "ページがありません。少なくとも一つ書いてください。", "There is no page. Write at least one.");
        var pageIds = new HashSet<string>(StringComparer.Ordinal);
        var fields = new List<PlanField>();
        Pages = new PlanPage[_form.Pages.Count];
        for (var p = 0; p < Pages.Length; p++)
        {
            var page = Pages[p] = new PlanPage(_form.Pages[p], $"$.pages[{p}]", p);
            if (!IsId(page.Id))
                ReportId($"{page.JsonPath}.id", page.Id);
            else if (!pageIds.Add(page.Id))
                Report($"{page.JsonPath}.id", $"ページ「{page.Id}」が二つあります。別の識別名にしてください。", $"There are two pages '{page.Id}'. Give one of them another id.", code: "duplicate-id");
            page.Fields = DeclareAll(page.Definition.Fields, $"{page.JsonPath}.fields", null, p, fields.Count);
            fields.AddRange(page.Fields);
        }
        Fields = [.. fields];
    }

    /// <summary>Before anything is made of them.</summary>
    private void CheckSize()
    {
        if (_form.Pages.Count > MaxPages)
            Report("$.pages", $"ページが多すぎます（{MaxPages} まで）。様式を分けてください。", $"There are too many pages (limit {MaxPages}). Split the form.");
        if (_form.Pages.Sum(page => page.Fields.Sum(field => 1 + field.Fields.Count)) > MaxFields)
            Report("$.pages", $"項目が多すぎます（{MaxFields} まで）。様式を分けてください。", $"There are too many fields (limit {MaxFields}). Split the form.");
        if (_form.Tables.Count + _procedure.Tables.Count > MaxTables)
            Report("$.tables", $"表が多すぎます（{MaxTables} まで）。様式を分けてください。", $"There are too many tables (limit {MaxTables}). Split the form.");
    }

    private PlanField[] DeclareAll(IReadOnlyList<FieldDefinition> definitions, string path, PlanField? group, int page, int firstIndex)
    {
        var fields = new PlanField[definitions.Count];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = Declare(definitions[i], $"{path}[{i}]", group, page, firstIndex + i);
        return fields;
    }

    private PlanField Declare(FieldDefinition definition, string path, PlanField? group, int page, int index)
    {
        if (!IsId(definition.Id))
            ReportId($"{path}.id", definition.Id);
        else if (Reserved.Contains(definition.Id))
            Report($"{path}.id", $"「{definition.Id}」は式の中で別の意味を持つため、識別名に使えません。別の名前にしてください。", $"'{definition.Id}' means something else in expressions. Choose another id.");
        else if (_byId.TryGetValue(definition.Id, out var twin))
            Report($"{path}.id", $"識別名「{definition.Id}」は {twin.JsonPath} でも使われています。別の名前にしてください。", $"The id '{definition.Id}' is also used at {twin.JsonPath}. Choose another.", code: "duplicate-id");
        var scope = group is null ? Scope : _rowScopes[group];
        PlanField? field = null;
        var hasValue = definition.Type is not (FieldType.Heading or FieldType.Guidance or FieldType.Signature or FieldType.Slot);
        var slot = hasValue && IsId(definition.Id) ? scope.Declare(definition.Id, () => TypeOf(field!)).Slot : -1;
        field = new PlanField(definition, path, group, slot)
        {
            Page = page,
            Index = index,
            Pattern = Pattern(definition, path),
            Options = Options(definition, path),
            MaxGraphemes = definition.MaxLength ?? DefaultLength(definition.Type),
        };
        _byId.TryAdd(definition.Id, field);
        _all.Add(field);
        if (definition.IsComposite)
        {
            field.Parts = [.. definition.Parts.Select((part, i) => DeclarePart(field, part, i))];
            field.PartsType = TypeOfParts(field);
        }
        if (definition.Type == FieldType.Group)
            DeclareRows(field, path, page);
        if (definition.Type == FieldType.Calculated && definition.Value is null)
            Report($"{path}.value", "計算項目に式がありません。「value」に計算式を書いてください。", "A calculated field needs its expression. Write it in 'value'.");
        if (definition.Type == FieldType.Slot)
            Report($"{path}.type", "予約枠（slot）の項目はまだ使えません。言葉だけが予約されています。", "A reservation slot cannot be used yet; the word is reserved.");
        CheckPrefill(definition, path);
        if (definition.MinLength > field.MaxGraphemes || definition.Min > definition.Max || definition.MinFiles > definition.MaxFiles)
            Report(path, "下限が上限を超えています。どちらかを直してください。", "The lower limit is above the upper one. Correct one of them.");
        return field;
    }

    private PlanField DeclarePart(PlanField whole, FieldDefinition part, int index) =>
        new(part, $"{whole.JsonPath}.parts.{part.Id}", whole.Group, -1, whole)
        {
            Page = whole.Page,
            Index = index,
            Pattern = Pattern(part, whole.JsonPath),
            Options = Options(part, whole.JsonPath),
            MaxGraphemes = part.MaxLength ?? DefaultLength(part.Type),
        };

    /// <summary>The card speaks of one person in four attributes; only fields of the same kind can take them.</summary>
    private void CheckPrefill(FieldDefinition definition, string path)
    {
        if (definition.Prefill is not { } prefill || prefill.Source is not (PrefillSource.Card or PrefillSource.Account))
            return;
        if (prefill.Source == PrefillSource.Card && prefill.Attribute > PrefillAttribute.Sex)
            Report($"{path}.prefill.attribute", "カードにあるのは name、address、birthDate、sex だけです。どれかを選ぶか、source を earlier にしてください。",
                "The card has only name, address, birthDate and sex. Choose one of them, or take an earlier submission as source.");
        else if (!Fits(definition.Type, prefill))
            Report($"{path}.prefill.attribute", "この種類の項目には入らない情報です。項目の種類か、取り込む情報を変えてください。",
                "A field of this type cannot hold that. Change the type of the field or the attribute.");
    }

    private static bool Fits(FieldType type, Prefill prefill) => prefill.Attribute switch
    {
        PrefillAttribute.Name => type is FieldType.Text or FieldType.LongText or FieldType.PersonName,
        // The card writes the address in one line; nobody can tell its parts for certain.
        PrefillAttribute.Address => type is FieldType.Text or FieldType.LongText || (type == FieldType.Address && prefill.Source == PrefillSource.Account),
        PrefillAttribute.BirthDate => type is FieldType.Date,
        PrefillAttribute.Sex => type is FieldType.Choice or FieldType.Text,
        PrefillAttribute.NameKana => type is FieldType.Kana or FieldType.Text,
        PrefillAttribute.PostalCode => type is FieldType.PostalCode or FieldType.Text,
        PrefillAttribute.Phone => type is FieldType.Phone or FieldType.Text or FieldType.Contact,
        PrefillAttribute.Mail => type is FieldType.Mail or FieldType.Text or FieldType.Contact,
        PrefillAttribute.BankAccount => type is FieldType.BankAccount,
        _ => false,
    };

    private void DeclareRows(PlanField group, string path, int page)
    {
        if (group.Group is not null)
        {
            Report(path, "繰り返しの中に繰り返しは置けません。外に出してください。", "A group cannot stand inside a group. Move it out.");
            return;
        }
        if (group.Definition.Fields.Count == 0)
            Report($"{path}.fields", "繰り返しの中に項目がありません。少なくとも一つ書いてください。", "The group has no field. Write at least one.");
        if (group.Definition.MinRows > group.Definition.MaxRows)
            Report($"{path}.minRows", "最少の件数が最多の件数を超えています。", "minRows is above maxRows. Correct one of them.");
        _rowScopes[group] = Scope.Nested();
        group.Fields = DeclareAll(group.Definition.Fields, $"{path}.fields", group, page, 0);
        group.RowShape = new FeelShape(group.Fields.Where(field => field.HasValue).Select(field => field.Id));
    }

    private Dictionary<string, int>? Options(FieldDefinition definition, string path)
    {
        if (definition.Type is not (FieldType.Choice or FieldType.Choices))
            return null;
        if (definition.OptionsFrom is not null)
            return null;
        if (definition.Options.Count == 0)
            Report($"{path}.options", "選択肢がありません。「options」に value と label を書いてください。", "There is no option. Write value and label in 'options'.");
        var options = new Dictionary<string, int>(definition.Options.Count, StringComparer.Ordinal);
        for (var i = 0; i < definition.Options.Count; i++)
        {
            var value = definition.Options[i].Value;
            if (value.Length is 0 or > 100)
                Report($"{path}.options[{i}].value", "選択肢の値は 1 文字以上 100 文字以内にしてください。", "The value of an option must have 1 to 100 characters.");
            if (!options.TryAdd(value, i))
                Report($"{path}.options[{i}].value", $"選択肢の値「{value}」が二つあります。一つを別の値にしてください。", $"The option value '{value}' stands twice. Change one of them.", code: "duplicate-option");
        }
        return options;
    }

    private Regex? Pattern(FieldDefinition definition, string path)
    {
        if (definition.Pattern is not { } pattern)
            return null;
        try
        {
            // A machine takes much room, and forms repeat their patterns.
            if (pattern.Length <= PatternLength)
                return _patterns.TryGetValue(pattern, out var known) ? known
                    : _patterns[pattern] = new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException) { }
        Report($"{path}.pattern",
            $"正規表現が正しくないか、{PatternLength} 文字を超えています。括弧の対応を確かめ、先読みや後方参照は使わないでください。",
            $"The regular expression is not valid or longer than {PatternLength} characters. Check its brackets, and use neither look-around nor back-references.");
        return null;
    }

    private static int DefaultLength(FieldType type) => type switch
    {
        FieldType.LongText => 10_000,
        FieldType.Mail => 254,
        FieldType.Phone => 30,
        FieldType.PostalCode => 10,
        FieldType.MyNumber => 12,
        FieldType.CorporateNumber => 13,
        _ => 500,
    };

    internal static bool IsId(string id)
    {
        if (id.Length is 0 or > 64 || !char.IsAsciiLetterLower(id[0]))
            return false;
        foreach (var c in id)
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '_')
                return false;
        return true;
    }

    private void ReportId(string path, string id, string file = FormFile) => Report(path,
        $"識別名「{id}」は使えません。英小文字で始め、英小文字・数字・下線（_）だけで 64 文字以内にしてください。",
        $"The id '{id}' cannot be used. Begin with a lower-case letter and use only lower-case letters, digits and _ (at most 64).", file);
}
