import java.time.*;
import org.clv4j.all.*;
import org.clv4j.charts.*;
import org.clv4j.io.*;
import org.clv4j.models.value.ValueOptions;
import org.clv4j.segments.cohort.CohortMeasure;
void print(Object value) { System.out.println(value); }
