using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Answers;

/// <summary>The limits that a field states by itself.</summary>
internal sealed partial class EvaluationRun
{
    /// <summary>Reports the first mistake in a value; one sentence at a field is enough to mend it.</summary>
    private bool Mistake(PlanField field, in FeelValue value, int row)
    {
        if (value.AsString is { } text)
            return field.Type is not FieldType.Choice && TextMistake(field, text, row);
        if (!value.TryNumber(out var number) || field.Type == FieldType.Calculated)
            return false;
        if (field.Definition.Min is { } min && number < min)
            return Found(field, row, IssueCodes.TooSmall, min);
        return field.Definition.Max is { } max && number > max && Found(field, row, IssueCodes.TooLarge, max);
    }

    private bool TextMistake(PlanField field, string text, int row)
    {
        // Never fewer units than graphemes: the usual short answer needs no counting.
        if (text.Length > field.MaxGraphemes && field.Type != FieldType.Calculated && Graphemes.Count(text) is var count && count > field.MaxGraphemes)
            return Found(field, row, IssueCodes.TooLong, field.MaxGraphemes, count);
        if (field.Definition.MinLength is { } min && Graphemes.Count(text) is var few && few < min)
            return Found(field, row, IssueCodes.TooShort, min, few);
        var shape = field.Type switch
        {
            FieldType.Mail when !AnswerText.IsMail(text) => IssueCodes.NotAMail,
            FieldType.Phone when !AnswerText.IsPhone(text) => IssueCodes.NotAPhone,
            FieldType.PostalCode when !AnswerText.IsPostalCode(text) => IssueCodes.NotAPostalCode,
            FieldType.Kana when !AnswerText.IsKana(text) => IssueCodes.NotKana,
            _ => null,
        };
        if (shape is not null)
            return Found(field, row, shape);
        if (field.Pattern is null || field.Pattern.IsMatch(text))
            return false;
        if (field.Definition.PatternMessage is not { } message)
            return Found(field, row, IssueCodes.Pattern);
        Add(new AnswerIssue(field.Path(row), IssueCodes.Pattern, message.Ja, message.For("en"), new Dictionary<string, object?> { ["label"] = field.LabelJa }));
        return true;
    }

    private bool Found(PlanField field, int row, string code, object? limit = null, object? actual = null)
    {
        Issue(field, row, code, limit is decimal number ? Plain(number) : limit, actual);
        return true;
    }

    private static object Plain(decimal number) => decimal.Truncate(number) == number && Math.Abs(number) < long.MaxValue ? (long)number : number;

    private void JudgeAttachments(PlanField field, string path, bool required, int row)
    {
        var count = 0;
        foreach (var fact in _input.Attachments)
        {
            if (fact.FieldPath != path)
                continue;
            count++;
            if (field.Definition.Accept.Count > 0 && !Accepts(field.Definition.Accept, fact.ContentType))
                Issue(field, row, IssueCodes.AttachmentType, string.Join(", ", field.Definition.Accept), Shown(fact.ContentType));
            else if (fact.Size > field.Definition.MaxBytes)
                Issue(field, row, IssueCodes.AttachmentTooLarge, field.Definition.MaxBytes, fact.Size);
        }
        _matchedAttachments += count;
        if (count > field.Definition.MaxFiles)
            Issue(field, row, IssueCodes.TooManyAttachments, field.Definition.MaxFiles, count);
        else if (count == 0 && required)
            Issue(field, row, IssueCodes.AttachmentMissing);
        else if (count > 0)
            Rules(field, row);
    }

    private static bool Accepts(IReadOnlyList<string> accepted, string contentType)
    {
        var type = contentType.AsSpan();
        if (type.IndexOf(';') is var end and >= 0)
            type = type[..end].TrimEnd();
        foreach (var candidate in accepted)
            if (type.Equals(candidate, StringComparison.OrdinalIgnoreCase)
                || (candidate.EndsWith("/*", StringComparison.Ordinal) && type.StartsWith(candidate.AsSpan(0, candidate.Length - 1), StringComparison.OrdinalIgnoreCase)))
                return true;
        return false;
    }

    /// <summary>Files for a field that the form lacks, or that is hidden now.</summary>
    private void StrayAttachments()
    {
        foreach (var fact in _input.Attachments)
        {
            if (_visible.Contains(fact.FieldPath))
                continue;
            var path = Shown(fact.FieldPath);
            if (_plan.Find(fact.FieldPath) is not { Type: FieldType.Attachment } field)
                Add(IssueMessages.For(path, IssueCodes.UnknownField, FieldType.Attachment, path, path, -1));
            else if (!_input.Draft)
                Add(IssueMessages.For(path, IssueCodes.HiddenField, FieldType.Attachment, field.LabelJa, field.LabelEn, -1));
        }
    }

    /// <summary>A name that somebody sent, short and printable.</summary>
    private static string Shown(string name)
    {
        var cut = name.Length <= ShownKeyLength ? name : name[..ShownKeyLength] + "…";
        return AnswerText.HasForbiddenCharacter(cut, lines: false)
            ? string.Create(cut.Length, cut, static (shown, text) =>
            {
                for (var i = 0; i < shown.Length; i++)
                    shown[i] = char.IsControl(text[i]) || char.IsSurrogate(text[i]) || AnswerText.HasForbiddenCharacter(text[i].ToString(), lines: false) ? '\uFFFD' : text[i];
            })
            : cut;
    }
}
