using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElectronicApplication.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Intake : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "OfficeChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromOffice = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ToOffice = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    EnteredBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OfficeChanges", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_OfficeChanges_On",
                table: "OfficeChanges",
                column: "On");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "OfficeChanges");
        }
    }
}
