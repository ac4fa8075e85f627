using ElectronicApplication.Feel;

namespace ElectronicApplication.Forms.Plan;

/// <summary>What FEEL sees behind the name of a field.</summary>
internal sealed partial class FormCompiler
{
    private FeelType TypeOf(PlanField field)
    {
        switch (field.Type)
        {
            case FieldType.Integer or FieldType.Number or FieldType.Yen:
                return FeelType.Number;
            case FieldType.YesNo or FieldType.Consent:
                return FeelType.Boolean;
            case FieldType.Date:
                return FeelType.Date;
            case FieldType.Time:
                return FeelType.Time;
            case FieldType.Choices or FieldType.Attachment:
                return FeelType.List(FeelType.String);
            case FieldType.Calculated:
                CompileValue(field);
                return field.Value?.Type ?? FeelType.Any;
            case FieldType.Group:
                var members = new FeelContextType(field.Fields.Where(inner => inner.HasValue).Select(inner => (inner.Id, TypeOf(inner))));
                return FeelType.List(members);
            default:
                return field.PartsType ?? FeelType.String;
        }
    }

    /// <summary>The parts that are asked for, then what is put together of them: <c>full</c> (GIF fullName, fullAddress), <c>fullKana</c>, <c>fullEn</c>.</summary>
    private FeelContextType TypeOfParts(PlanField field) => new(
        field.Parts.Select(part => (part.Id, TypeOf(part))).Concat(Composites.Derived(field.Type, name => field.Parts.Any(part => part.Id == name)).Select(name => (name, FeelType.String))));
}
